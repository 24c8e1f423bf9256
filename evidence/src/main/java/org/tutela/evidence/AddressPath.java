package org.tutela.evidence;

import java.util.ArrayList;
import java.util.List;
import org.tutela.model.Address;
import org.tutela.model.Address.Kind;
import org.tutela.model.Address.Step;

/// An address cut into the parts that one holder each answers for: a partition; a volume with its
/// entry and stream; an entry of a folder; a member. The kinds of steps alone tell where one ends.
///
/// @param address the whole address
/// @param ends for each part the number of steps up to its end; the first part is the source
record AddressPath(Address address, List<Integer> ends) {

    AddressPath {
        ends = List.copyOf(ends);
    }

    static AddressPath of(Address address) {
        List<Integer> ends = new ArrayList<>();
        List<Step> steps = address.steps();
        for (int i = 1; i <= steps.size(); i++) {
            if (i == steps.size() || !joined(steps.get(i - 1).kind(), steps.get(i).kind())) {
                ends.add(i);
            }
        }
        return new AddressPath(address, ends);
    }

    /// Whether this is the source itself.
    boolean outermost() {
        return ends.size() == 1;
    }

    /// Number of holders on the way.
    int depth() {
        return ends.size() - 1;
    }

    /// What the innermost holder lies in. Throws [IndexOutOfBoundsException] on a source.
    AddressPath parent() {
        int end = ends.get(ends.size() - 2);
        return new AddressPath(
                new Address(address.steps().subList(0, end)), ends.subList(0, ends.size() - 1));
    }

    /// The first step into the innermost holder.
    Step first() {
        return address.steps().get(ends.get(ends.size() - 2));
    }

    private static boolean joined(Kind outer, Kind inner) {
        return (outer == Kind.VOLUME && inner == Kind.ENTRY)
                || (outer == Kind.ENTRY && inner == Kind.STREAM);
    }
}

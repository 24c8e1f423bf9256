package org.tutela.app;

import java.util.List;
import org.tutela.facts.CaseFolder;
import org.tutela.facts.RegisteredSource;
import org.tutela.model.Address;

/// What people write for a place: an address, a source's id or name, or an exhibit's reference.
final class Place {
    private Place() {}

    /// The address that `text` stands for. Throws [WrongUse] where it stands for none, or for
    /// several.
    static Address parse(CaseFolder folder, String text) {
        if (text.startsWith("source:")) {
            try {
                Address address = Address.parse(text);
                source(folder, address);
                return address;
            } catch (IllegalArgumentException e) {
                throw new WrongUse("Not an address: " + e.getMessage() + ".");
            }
        }
        List<RegisteredSource> named =
                folder.sources().stream()
                        .filter(source ->
                                source.exhibit().equals(text)
                                        || source.id().toString().equals(text)
                                        || source.name().equals(text))
                        .toList();
        if (named.size() == 1) {
            return Address.of(named.getFirst().id());
        }
        String known =
                String.join(
                        ", ",
                        folder.sources().stream()
                                .map(source -> source.exhibit() + " = source:" + source.id())
                                .toList());
        throw new WrongUse(
                (named.isEmpty() ? "The case has no source \"" : "The case has several sources \"")
                        + text
                        + "\"; it has "
                        + known
                        + ".");
    }

    /// The source that an address lies in.
    static RegisteredSource source(CaseFolder folder, Address address) {
        return folder.findSource(address.source())
                .orElseThrow(() ->
                        new WrongUse(
                                "The case has no source "
                                        + address.source()
                                        + "; `tutela facts CASE source` lists them."));
    }
}

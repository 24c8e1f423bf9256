package org.tutela.link;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.tutela.link.conversation.ConversationStep;
import org.tutela.link.conversation.MembershipStep;
import org.tutela.link.conversation.PresenceStep;
import org.tutela.link.identity.AccountStep;
import org.tutela.link.identity.IdentityStep;
import org.tutela.link.identity.OwnerStep;
import org.tutela.link.lead.LeadStep;
import org.tutela.link.lead.PostingStep;
import org.tutela.link.person.PersonCandidateStep;
import org.tutela.link.picture.PictureHashStep;
import org.tutela.link.picture.StackStep;
import org.tutela.model.LinkedFact;

/// All link steps. To add one: a class and a line here.
public final class LinkSteps {
    private static final List<LinkStep> ALL =
            checked(
                    List.of(
                            new IdentityStep(),
                            new OwnerStep(),
                            new AccountStep(),
                            new PresenceStep(),
                            new MembershipStep(),
                            new ConversationStep(),
                            new PostingStep(),
                            new LeadStep(),
                            new PictureHashStep(),
                            new StackStep(),
                            new PersonCandidateStep()));

    private LinkSteps() {}

    /// Every step behind the steps whose tables it reads.
    public static List<LinkStep> all() {
        return ALL;
    }

    /// The linked tables that a step reads, by inputs or by lookups.
    static Set<Class<? extends LinkedFact>> linkedTables(LinkStep step) {
        Set<Class<? extends LinkedFact>> tables = new HashSet<>();
        for (Input<?> input : step.inputs()) {
            if (LinkedFact.class.isAssignableFrom(input.table())) {
                tables.add(input.table().asSubclass(LinkedFact.class));
            }
        }
        Known.lookups(step).forEach(lookup -> tables.addAll(lookup.tables()));
        return tables;
    }

    /// The steps, if each table has one writer that stands before its readers; throws
    /// [IllegalStateException] otherwise.
    static List<LinkStep> checked(List<LinkStep> steps) {
        Map<Class<? extends LinkedFact>, String> writers = new HashMap<>();
        Set<String> names = new HashSet<>();
        for (LinkStep step : steps) {
            if (!names.add(step.name())) {
                throw new IllegalStateException("two link steps are named " + step.name());
            }
            for (Class<? extends LinkedFact> table : linkedTables(step)) {
                if (!writers.containsKey(table)) {
                    throw new IllegalStateException(
                            step.name() + " reads " + table.getSimpleName() + " before it is made");
                }
            }
            for (Class<? extends LinkedFact> table : step.outputs()) {
                String other = writers.put(table, step.name());
                if (other != null) {
                    throw new IllegalStateException(
                            other + " and " + step.name() + " both write " + table.getSimpleName());
                }
            }
        }
        return List.copyOf(steps);
    }
}

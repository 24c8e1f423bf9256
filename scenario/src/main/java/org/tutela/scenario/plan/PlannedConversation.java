package org.tutela.scenario.plan;

/// A made-up conversation. Accounts are given by their place in the plan.
public sealed interface PlannedConversation {
    /// Its place in the plan, from 0.
    int index();

    /// A group.
    ///
    /// @param index its place in the plan
    /// @param jid the messenger's id
    /// @param subject its last name
    /// @param firstSubject the name it was created with
    /// @param created milliseconds since 1970 UTC
    /// @param creator account
    /// @param byLid members are addressed by their opaque ids
    /// @param code invite code, 22 letters and digits
    record Group(
            int index,
            String jid,
            String subject,
            String firstSubject,
            long created,
            int creator,
            boolean byLid,
            String code)
            implements PlannedConversation {}

    /// Two accounts.
    ///
    /// @param index its place in the plan
    /// @param one account
    /// @param other account
    record Direct(int index, int one, int other) implements PlannedConversation {
        /// The other side of `account`.
        public int partner(int account) {
            return account == one ? other : one;
        }

        /// Whether the account is one of both.
        public boolean has(int account) {
            return account == one || account == other;
        }
    }
}

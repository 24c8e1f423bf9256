package org.tutela.casebook;

/// A subject whose key is there.
final class Named {
    private final String subject;
    private final String name;
    private final byte[] key;

    Named(String subject, String name, byte[] key) {
        this.subject = subject;
        this.name = name;
        this.key = key;
    }

    String subject() {
        return subject;
    }

    String name() {
        return name;
    }

    byte[] key() {
        return key;
    }
}

package org.tutela.disclose;

import java.io.IOException;

/// `VERIFY.txt`: how to check a package without our product.
final class VerifyText {
    private VerifyText() {}

    static String of(String name, SealingKey key) throws IOException {
        return """
        Package %s
        ============================================================

        This package can be checked in two ways that do not need the product which made it.
        Do one of them on a copy, in this folder.

        Fingerprint (SHA-256) of the certificate that must have sealed it:
        %s
        Compare it with the one that the sealing authority gave you by other means:
        anyone can make a certificate.

        1. With Java 25 or newer, nothing else:

            java -jar verify.jar

        2. With sha256sum and openssl; every command must end without an error:

            cd bag
            sha256sum --check --strict --quiet manifest-sha256.txt
            sha256sum --check --strict --quiet tagmanifest-sha256.txt
            sha256sum --check --strict --quiet outside-sha256.txt
            find data -type f | wc -l          # as many as: wc -l < manifest-sha256.txt
            openssl cms -verify -binary -inform DER -in ../seal/bag.tagmanifest.p7s -content tagmanifest-sha256.txt -certfile ../seal/signer.pem -CAfile ../seal/signer.pem -partial_chain -purpose any -no_check_time -out /dev/null
            openssl x509 -in ../seal/signer.pem -noout -fingerprint -sha256 -subject

           Where seal/bag.tagmanifest.tsr is there, the seal was time stamped; then also:

            openssl ts -verify -data ../seal/bag.tagmanifest.p7s -in ../seal/bag.tagmanifest.tsr -CAfile ../seal/tsa.pem -partial_chain -no_check_time
            openssl ts -reply -in ../seal/bag.tagmanifest.tsr -text          # says when: "Time stamp:"
            openssl x509 -in ../seal/tsa.pem -noout -fingerprint -sha256 -subject -dates

           The time must lie between the two dates, and the fingerprint be the one that the stamping
           authority gave you. Where bag/bag-info.txt has a Time-Stamp-Authority, the stamp must be
           there and be of that fingerprint.

        What the steps mean: manifest-sha256.txt has the digest of every file under data/,
        tagmanifest-sha256.txt those of the other files of the bag, the seal is a CMS signature
        over tagmanifest-sha256.txt. Whoever changes a byte, or adds or takes a file, breaks one of them.
        The first way also follows the proofs in data/custody/journal-proof.txt: that the decision and
        the custody of the exhibits stand in the journal of the case, whose root is under the seal.

        Where the package has parts ("Bag-Count: 2 of 3" in bag/bag-info.txt), each is checked by
        itself; bag/parts.txt names the others. With all parts in one folder, the first way checks
        that none is missing or exchanged: java -jar PART/verify.jar FOLDER
        """
                .formatted(name, key.fingerprint());
    }
}

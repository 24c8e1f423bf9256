package org.tutela.model;

/// The account that a device belongs to.
///
/// @param made which step made it
/// @param source the device
/// @param service messenger
/// @param account `service:stable id`
/// @param basis what it rests on
public record DeviceOwner(Made made, Id source, String service, String account, String basis)
        implements LinkedFact {

    /// The columns.
    public static final FactTable<DeviceOwner> TABLE =
            FactTable.of("device_owner", DeviceOwner.class)
                    .id("source", DeviceOwner::source, "the device")
                    .word("service", DeviceOwner::service, "messenger")
                    .text("account", DeviceOwner::account, "`service:stable id`")
                    .word("basis", DeviceOwner::basis, "what it rests on")
                    .build();
}

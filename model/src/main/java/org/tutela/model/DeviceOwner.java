package org.tutela.model;

/// An account that a device belongs to. A device may hold several installations of one messenger,
/// each in an item of its own.
///
/// @param made which step made it
/// @param source the device
/// @param item the item that states it, such as the database of one installation
/// @param service messenger
/// @param account `service:stable id`
/// @param basis what it rests on
/// @param place 1: the owner, by the strongest basis of the item; 2 and more: another account that
///   weaker places state
public record DeviceOwner(
        Made made, Id source, Id item, String service, String account, String basis, long place)
        implements LinkedFact {

    /// The columns.
    public static final FactTable<DeviceOwner> TABLE =
            FactTable.of("device_owner", DeviceOwner.class)
                    .id("source", DeviceOwner::source, "the device")
                    .id("item", DeviceOwner::item, "the item that states it")
                    .word("service", DeviceOwner::service, "messenger")
                    .text("account", DeviceOwner::account, "`service:stable id`")
                    .word("basis", DeviceOwner::basis, "what it rests on")
                    .number(
                            "place",
                            DeviceOwner::place,
                            "1: the owner; 2 and more: what weaker places state instead")
                    .build();
}

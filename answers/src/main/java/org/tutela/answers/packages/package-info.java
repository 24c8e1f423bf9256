/// What leaves the house, for people who may disclose: [PackageList], [PackagePreview] and
/// [PackageDetail] ask, [ProposePackage] and [DecidePackage] decide. What is behind the door
/// [org.tutela.answers.ask.Packages] is not known here.
@NullMarked
package org.tutela.answers.packages;

import org.jspecify.annotations.NullMarked;

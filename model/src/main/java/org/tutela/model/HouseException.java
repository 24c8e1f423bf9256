package org.tutela.model;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/// An exception to a rule of the house, with its reason and the issue that will end it. Counted by
/// the tidiness test; the number may only fall.
@Target({ElementType.TYPE, ElementType.METHOD})
@Retention(RetentionPolicy.SOURCE)
public @interface HouseException {
    /// Why the rule does not hold here.
    String value();

    /// The issue that will end the exception.
    int issue();
}

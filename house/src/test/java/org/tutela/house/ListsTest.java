package org.tutela.house;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.Collection;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.tutela.evidence.Reader;
import org.tutela.evidence.Readers;
import org.tutela.evidence.container.Container;
import org.tutela.evidence.container.Containers;
import org.tutela.examine.Examination;
import org.tutela.examine.Finder;
import org.tutela.known.format.KnownListFormat;
import org.tutela.known.format.KnownListFormats;
import org.tutela.link.LinkStep;
import org.tutela.link.LinkSteps;
import org.tutela.run.Examinations;

/// To add something is one class and one line in its list: no class lacks its line.
class ListsTest {
    private static final JavaClasses CLASSES =
            new ClassFileImporter()
                    .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
                    .importPackages("org.tutela");

    @Test
    void everyReaderIsInItsList() {
        assertListed(Reader.class, Readers.all());
    }

    @Test
    void everyContainerIsInItsList() {
        assertListed(Container.class, Containers.all());
    }

    @Test
    void everyExaminationIsInItsList() {
        assertListed(Examination.class, Examinations.all());
    }

    @Test
    void everyFinderIsInItsList() {
        assertListed(Finder.class, Examinations.finders());
    }

    @Test
    void everyKnownListFormatIsInItsList() {
        assertListed(KnownListFormat.class, KnownListFormats.all());
    }

    @Test
    void everyLinkStepIsInItsList() {
        assertListed(LinkStep.class, LinkSteps.all());
    }

    private static void assertListed(Class<?> idea, Collection<?> list) {
        Set<String> listed =
                list.stream()
                        .map(each -> each.getClass().getName())
                        .collect(Collectors.toCollection(TreeSet::new));
        Set<String> there =
                CLASSES.stream()
                        .filter(each -> each.isAssignableTo(idea))
                        .filter(each ->
                                !each.isInterface()
                                        && !each.getModifiers().contains(JavaModifier.ABSTRACT))
                        .filter(each -> !each.isAnonymousClass())
                        .map(JavaClass::getName)
                        .collect(Collectors.toCollection(TreeSet::new));
        assertEquals(listed, there, "a " + idea.getSimpleName() + " is missing from its list");
    }
}

#!/bin/sh
# Plants a sin for each check of the build in a copy of the room `model`, and says which were caught.
# Sins of tidiness and walls are planted by PlantedSinsTest in `house`. Exit code 1 where one was not caught.
set -eu
here=$(CDPATH= cd -- "$(dirname -- "$0")/.." && pwd)
. "$here/scripts/java-home.sh"
find_jdk
find_maven
copy=$(mktemp -d)
trap 'rm -rf "$copy"' EXIT
mkdir -p "$copy/model/src"
cp -r "$here/.mvn" "$copy/" 2>/dev/null || true
cp "$here/model/pom.xml" "$copy/model/"
cp -r "$here/model/src/main" "$copy/model/src/"
sed '/<module>/{/<module>model</!d}' "$here/pom.xml" >"$copy/pom.xml"
planted="$copy/model/src/main/java/org/tutela/model"
missed=0

# build GOAL...: what Maven says, in $copy/said.
build() { (cd "$copy" && mvn -B -ntp ${MAVEN_FLAGS:-} "$@") >"$copy/said" 2>&1 || true; }

# caught WHAT PATTERN
caught() {
    if grep -Eq -- "$2" "$copy/said"; then
        echo "caught: $1"
    else
        echo "NOT CAUGHT: $1"
        missed=1
    fi
}

# plant NAME BODY: a class of that name.
plant() { printf 'package org.tutela.model;\n\n/// Planted.\nfinal class %s {\n%s\n}\n' "$1" "$2" >"$planted/$1.java"; }

plant SinCase '    enum E { A, B } static int a(E e) { return switch (e) { case A -> 1; }; }'
build -q compile -pl model
caught "a switch that misses a case" "SinCase.java.*(does not cover|nicht alle)"
rm "$planted"/Sin*.java
plant SinCast '    static String a(String s) { return (String) s; }'
plant SinRaw '    static java.util.List a() { return java.util.List.of(); }'
build compile -pl model
caught "a redundant cast" "SinCast.java.*(cast|Cast)"
caught "a raw type" "SinRaw.java.*(raw|Raw)"
rm "$planted"/Sin*.java
# Error Prone stops at the first class with an error: one build for each sin.
# alone WHAT PATTERN NAME BODY
alone() {
    plant "$3" "$4"
    build compile -pl model
    caught "$1" "$3.java.*($2)"
    rm "$planted"/Sin*.java
}
alone "null returned where it is not declared" NullAway SinNull '    static String a() { return null; }'
alone "an array in a record" ArrayRecordComponent SinArray '    record R(byte[] bytes) {}'
alone "an unused field" "UnusedVariable" SinUnused '    private static final int SPARE = 1;'
alone "a result that is thrown away" "ReturnValueIgnored|CheckReturnValue" SinIgnored '    static void a(String s) { s.strip(); }'
alone "a default locale" StringCaseLocaleUsage SinLocale '    static String a(String s) { return s.toLowerCase(); }'
plant SinFormat '   int  a ;'
build -q spotless:check -pl model
caught "wrong format" "SinFormat.java"
rm "$planted"/Sin*.java
sed -i.before 's|<dependencies>|<dependencies><dependency><groupId>org.apache.commons</groupId><artifactId>commons-csv</artifactId></dependency>|' "$copy/model/pom.xml"
build verify -Dspotless.check.skip=true -pl model
caught "a dependency that is not used" "Unused declared dependencies|commons-csv"
exit "$missed"

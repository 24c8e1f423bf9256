# Finds a JDK 25 or newer and sets JAVA_HOME; says in one sentence what to install where there is none.
# Sourced by ./tutela and ./dev.

is_new_enough() {
    [ -x "$1/bin/javac" ] || return 1
    major=$(sed -n 's/^JAVA_VERSION="\([0-9]*\).*/\1/p' "$1/release" 2>/dev/null)
    [ -n "$major" ] && [ "$major" -ge 25 ]
}

find_jdk() {
    on_path=$(command -v javac 2>/dev/null) && on_path=$(readlink -f "$on_path" 2>/dev/null) && on_path=${on_path%/bin/javac}
    for home in "${JAVA_HOME:-}" "${on_path:-}" /usr/lib/jvm/* /opt/java/* /opt/jdk* \
        "$HOME"/.sdkman/candidates/java/current /Library/Java/JavaVirtualMachines/*/Contents/Home; do
        if [ -n "$home" ] && is_new_enough "$home"; then
            JAVA_HOME=$home
            export JAVA_HOME
            return 0
        fi
    done
    echo "Tutela needs a JDK 25 or newer: install one (Debian: apt install openjdk-25-jdk or temurin-25-jdk) or set JAVA_HOME to it." >&2
    exit 3
}

find_maven() {
    command -v mvn >/dev/null 2>&1 && return 0
    echo "Building Tutela needs Maven 3.8 or newer: install it (Debian: apt install maven)." >&2
    exit 3
}

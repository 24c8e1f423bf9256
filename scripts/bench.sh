#!/bin/sh
# Measures Tutela: scripts/bench.sh [files|chats|link|pdq|package|web|help|all], with a peer beside it where there is one.
# Figures are CPU seconds (user and system, of the whole process), each the median of BENCH_ROUNDS rounds
# (3 unless told), so that other work on the machine disturbs them little. Inputs are made by code, under
# BENCH_FOLDER (/tmp/tutela-bench unless told; 6 GB), and used again by the next bench.
# BENCH_MESSAGES: message facts to link or to serve, 10000000 unless told; BENCH_PICTURES: pictures to serve, 500000.
set -eu
here=$(CDPATH= cd -- "$(dirname -- "$0")/.." && pwd)
. "$here/scripts/java-home.sh"
find_jdk
java="$JAVA_HOME/bin/java"
folder=${BENCH_FOLDER:-/tmp/tutela-bench}
rounds=${BENCH_ROUNDS:-3}
messages=${BENCH_MESSAGES:-10000000}
pictures=${BENCH_PICTURES:-500000}
PATH="$PATH:/usr/sbin:/sbin"
mkdir -p "$folder"

# need TOOL=PACKAGE...: ends with one sentence that names every Debian package to install.
need() {
    packages=
    for pair in "$@"; do
        [ -x "$(command -v "${pair%%=*}")" ] || packages="$packages ${pair#*=}"
    done
    if [ -n "$packages" ]; then
        echo "This bench needs more tools: on Debian, apt install$(printf '%s\n' $packages | sort -u | tr '\n' ' ' | sed 's/^/ /; s/ $//')." >&2
        exit 3
    fi
}

# measure COMMAND...: sets cpu (median of CPU seconds) and peak (most KB of any round). Exit codes 0 and 1
# are a run that ended; anything else stops the bench.
measure() {
    : >"$folder/rounds"
    round=0
    while [ "$round" -lt "$rounds" ]; do
        rm -rf "$folder/case"
        code=0
        /usr/bin/time -v -o "$folder/time" "$@" >"$folder/out" 2>"$folder/err" || code=$?
        if [ "$code" -gt 1 ]; then
            echo "failed with exit code $code: $*" >&2
            tail -5 "$folder/err" >&2
            exit 3
        fi
        awk -F': ' '/User time|System time/ {cpu += $2} /Maximum resident/ {peak = $2} END {print cpu, peak}' \
            "$folder/time" >>"$folder/rounds"
        round=$((round + 1))
    done
    cpu=$(sort -n "$folder/rounds" | awk '{at[NR] = $1} END {print at[int((NR + 1) / 2)]}')
    peak=$(awk '$2 > most {most = $2} END {print most}' "$folder/rounds")
}

# bytes_under FOLDER: of all its files, in plain digits (awk alone writes more than 2^31 as 4.1e+09).
bytes_under() { find "$1" -type f -printf '%s\n' | awk '{sum += $1} END {printf "%.0f", sum}'; }

# line NAME BYTES: one line of figures of what was just measured.
line() {
    awk -v name="$1" -v bytes="$2" -v cpu="$cpu" -v peak="$peak" 'BEGIN {
        printf "%-26s %8.2f CPU s", name, cpu
        if (bytes > 0) printf " %8.1f MB per CPU s", bytes / 1e6 / cpu
        printf " %6.0f MB peak\n", peak / 1024 }'
}

# against LEAST THEIRS OURS WHAT: the ratio, and whether it is what is asked.
against() {
    awk -v least="$1" -v theirs="$2" -v ours="$3" -v what="$4" \
        'BEGIN {printf "  %.2f times %s (asked: at least %s)\n", theirs / ours, what, least}'
}

# The build, the training of the start archive and the first look at the classes are not what is measured.
warm_up() { "$here/tutela" --help >/dev/null; }

make_files() {
    need mke2fs=e2fsprogs mkntfs=ntfs-3g ntfscp=ntfs-3g mkfs.fat=dosfstools mcopy=mtools ewfacquire=ewf-tools fiwalk=sleuthkit
    [ -f "$folder/images-made" ] && return 0
    echo "Making files and images; this takes some minutes." >&2
    rm -rf "$folder/files" "$folder"/*.raw "$folder"/*.E01
    "$java" "$here/scripts/bench/MakeFiles.java" "$folder/files" 880
    truncate -s 1G "$folder/ext4.raw" "$folder/ntfs.raw" "$folder/fat.raw"
    mke2fs -q -F -t ext4 -d "$folder/files" "$folder/ext4.raw"
    mkfs.fat -F 32 -s 8 "$folder/fat.raw" >/dev/null
    mcopy -i "$folder/fat.raw" -s "$folder"/files/* ::/
    mkntfs -q -F "$folder/ntfs.raw" >/dev/null 2>&1
    fill_ntfs
    for name in ext4 ntfs fat; do
        ewfacquire -u -q -t "$folder/$name" -c fast -b 64 -S 4G -f encase6 "$folder/$name.raw" >/dev/null
    done
    touch "$folder/images-made"
}

# By mounting where that is allowed, file by file (flat) where not.
fill_ntfs() {
    mkdir -p "$folder/mounted"
    if ntfs-3g "$folder/ntfs.raw" "$folder/mounted" 2>/dev/null; then
        cp -r "$folder"/files/* "$folder/mounted/"
        umount "$folder/mounted" || fusermount -u "$folder/mounted"
    else
        find "$folder/files" -type f | sort | while read -r file; do
            ntfscp -q "$folder/ntfs.raw" "$file" "$(basename "$file")"
        done
    fi
}

bench_files() {
    make_files
    bytes=$(bytes_under "$folder/files")
    echo "files: $(find "$folder/files" -type f | wc -l) files of $((bytes / 1000000)) MB in images of 1 GiB; MB are those of the files"
    for image in ext4.raw ntfs.raw fat.raw ext4.E01 ntfs.E01 fat.E01; do
        measure fiwalk -X "$folder/fiwalk.xml" "$folder/$image"
        peer=$cpu
        line "fiwalk $image" "$bytes"
        rm -f "$folder/fiwalk.xml"
        measure "$here/tutela" run "$folder/case" "$folder/$image" --only digests,type
        line "tutela $image" "$bytes"
        case "$image" in *.raw) least=1.5 ;; *) least=2 ;; esac
        against "$least" "$peer" "$cpu" "fiwalk, with three digests and type for its two digests"
    done
}

# Test classes hold the makers and the benches of single rooms.
compile_tests() {
    find_maven
    (cd "$here" && mvn -B -q -ntp -Dproduct test-compile -pl examine,link,known -am) >"$folder/build.log" 2>&1 || {
        grep ERROR "$folder/build.log" | head -5 >&2
        exit 3
    }
}

bench_chats() {
    compile_tests
    zip="$folder/phone.zip"
    [ -f "$zip" ] || "$java" --enable-native-access=ALL-UNNAMED -cp "$here/examine/target/test-classes:$here/.build/lib/*" \
        "$here/scripts/bench/MakeChats.java" "$zip" 100000
    echo "chats: a phone with 100,000 messages in 200 chats, everything, with linking (asked: at most 15 CPU s, 700 MB)"
    measure "$here/tutela" run "$folder/case" "$zip"
    line "tutela phone.zip" 0
    tail -1 "$folder/err"
}

bench_link() {
    compile_tests
    classes="$here/link/target/test-classes:$here/.build/lib/*"
    flags="-XX:+UseSerialGC --enable-native-access=ALL-UNNAMED --sun-misc-unsafe-memory-access=allow"
    if [ ! -f "$folder/facts-$messages/made" ]; then
        rm -rf "$folder/facts-$messages"
        # shellcheck disable=SC2086
        "$java" -Xmx2g $flags -cp "$classes" org.tutela.link.LinkBench write "$folder/facts-$messages" "$messages" 2>/dev/null
        touch "$folder/facts-$messages/made"
    fi
    echo "link: $messages message facts on twelve devices (asked for 10,000,000: at most 240 CPU s, heap of 2 GiB)"
    rm -rf "$folder/facts-$messages/linked"
    # shellcheck disable=SC2086
    rounds=1 measure "$java" -Xmx2g $flags -cp "$classes" org.tutela.link.LinkBench link "$folder/facts-$messages"
    line "link" 0
    grep 'linked in' "$folder/err" || true
}

bench_pdq() {
    compile_tests
    echo "pdq: exact look-up at radius 31 among 10,000,000 entries (asked: at least 20 times a blocked popcount scan)"
    "$java" -Xmx3g -XX:+UseSerialGC -cp "$here/known/target/test-classes:$here/.build/lib/*" \
        org.tutela.known.hamming.HammingBench
}

make_package_case() {
    [ -f "$folder/package-case/made" ] && return 0
    echo "Making and examining 10,000 pictures of 4 GB and a phone with 100,000 messages; this takes some minutes." >&2
    zip="$folder/phone.zip"
    [ -f "$zip" ] || "$java" --enable-native-access=ALL-UNNAMED -cp "$here/examine/target/test-classes:$here/.build/lib/*" \
        "$here/scripts/bench/MakeChats.java" "$zip" 100000
    rm -rf "$folder/pictures" "$folder/package-case"
    "$java" "$here/scripts/bench/MakePictures.java" "$folder/pictures" 10000 400000
    printf 'exhibit,path,kind,country,holder,seized,authority\nHP-01,phone.zip,phone,ES,,,\nPC-01,pictures,folder,ES,,,\n' >"$folder/package.csv"
    "$here/tutela" run "$folder/package-case" --exhibits "$folder/package.csv" --only digests,type,chat.whatsapp >/dev/null 2>&1 || [ $? = 1 ]
    touch "$folder/package-case/made"
}

bench_package() {
    compile_tests
    make_package_case
    rm -rf "$folder/package"
    rounds=1 measure "$here/tutela" package --memory 384m "$folder/package-case" --country ES --with-content --to "$folder/package"
    bytes=$(bytes_under "$folder/package")
    echo "package: $(find "$folder/package" -type f | wc -l) files of $((bytes / 1000000)) MB with 100,000 messages (asked: sealed 150, verified 300 MB per CPU s, 500 MB)"
    line "tutela package" "$bytes"
    measure "$here/tutela" verify --memory 256m "$folder/package"
    line "tutela verify" "$bytes"
    measure "$java" -jar "$folder"/package/*/verify.jar
    line "java -jar verify.jar" "$bytes"
    measure sh -c "find '$folder/package' -type f -print0 | xargs -0 sha256sum"
    line "sha256sum" "$bytes"
    rm -rf "$folder/package"
}

# Only the classes of the bench: its case is made of facts, by the product's own classes.
bench_web() {
    classes="$folder/web-classes"
    rm -rf "$classes"
    mkdir -p "$classes"
    tests="$here/app/src/test/java/org/tutela/app"
    "$JAVA_HOME/bin/javac" -proc:none -nowarn -d "$classes" -cp "$here/.build/lib/*" \
        "$tests/LoadCase.java" "$tests/WebBench.java" "$tests/BenchPerson.java"
    run="$java -XX:+UseSerialGC --enable-native-access=ALL-UNNAMED --sun-misc-unsafe-memory-access=allow -cp $classes:$here/.build/lib/*"
    web="$folder/web-$messages-$pictures"
    if [ ! -f "$web/made" ]; then
        echo "Writing and linking a case of $messages message facts and $pictures pictures; for ten million this takes some minutes." >&2
        rm -rf "$web"
        $run -Xmx2g org.tutela.app.WebBench write "$web" "$messages" "$pictures" 2>"$folder/err" || { tail -5 "$folder/err" >&2; exit 3; }
        touch "$web/made"
    fi
    echo "web: ten people, a page every one to two seconds each, over $messages message facts and $pictures pictures, beside the browser's part on the same machine"
    $run -Xmx512m -Dbench.tutela="$here/tutela" org.tutela.app.WebBench load "$web" "${BENCH_SECONDS:-120}"
}

bench_help() {
    echo "help: wall time of \`tutela --help\`, asked under 0.5 s; on a machine with other work look at the CPU seconds"
    measure "$here/tutela" --help
    line "tutela --help" 0
    awk -F': ' '/Elapsed/ {print "  wall of the last round: " $2}' "$folder/time"
}

if [ ! -x /usr/bin/time ]; then
    echo "This bench needs GNU time: on Debian, apt install time." >&2
    exit 3
fi
warm_up
case "${1:-all}" in
    files | chats | link | pdq | package | web | help) "bench_$1" ;;
    all) for each in help files chats pdq link package web; do "bench_$each"; done ;;
    *) echo "There is no bench \"$1\": files, chats, link, pdq, package, web, help, all." >&2; exit 2 ;;
esac

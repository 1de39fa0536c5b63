# kafka-fetch in a container: built from the sources with the Maven wrapper, run by a JRE as a user without rights.
#
#   docker build -t kafka-fetch .
#   docker run --rm --read-only --tmpfs /tmp -e KAFKA_BOOTSTRAP_SERVERS=BROKER:9092 kafka-fetch
#
# Settings are environment variables (docs/CONFIGURATION.md). JDK_JAVA_OPTIONS takes further options of the JVM, such as -Xmx512m.
# What SINK=file keeps is in /data: mount a volume there.
#
# A mirror of Maven Central, or a proxy, comes from outside and stays out of the image:
#   docker build --secret id=maven-settings,src=$HOME/.m2/settings.xml --build-arg MVNW_REPOURL=https://MIRROR/maven2 .
# Jars that are there already, others' in lib/ and ours in own/, are taken instead of building them:
#   docker build --build-context jars=FOLDER .
#
# Jars in /app/lib/ext are on the class path, such as login modules of others: mount them there. One is known here, for
# IAM of Amazon MSK (docs/MANAGED.md):
#   docker build --build-arg EXT=msk-iam -t kafka-fetch:msk-iam .
#
# Whoever owns a tag can move it. To pin a base for good, add the digest that
# `docker buildx imagetools inspect eclipse-temurin:25-jre` prints: --build-arg JRE=eclipse-temurin:25-jre@sha256:...
ARG JDK=eclipse-temurin:25-jdk
ARG JRE=eclipse-temurin:25-jre
ARG EXT=none

# ---- Others' jars. It sees the poms alone, so it is done anew only where one of them changes.
FROM ${JDK} AS libraries
WORKDIR /src
ARG MVNW_REPOURL
# Where Maven and what it fetches are kept, in a cache of the builder's.
ENV MAVEN_USER_HOME=/m2
COPY --chmod=755 <<'PACKAGE' /usr/local/bin/package
#!/bin/sh
settings=/run/secrets/maven-settings
[ -f $settings ] || settings=
exec ./mvnw -q -B -ntp -Dmaven.repo.local=/m2/repository ${settings:+-s $settings} \
  -Dmaven.test.skip=true -Dspotless.check.skip=true -pl bootstrap -am package
PACKAGE
COPY .mvn .mvn
COPY mvnw pom.xml ./
COPY domain/pom.xml domain/
COPY application/pom.xml application/
COPY adapters/pom.xml adapters/
COPY bootstrap/pom.xml bootstrap/
COPY benchmarks/pom.xml benchmarks/
RUN --mount=type=cache,id=kafka-fetch-m2,target=/m2,sharing=locked \
    --mount=type=secret,id=maven-settings <<'BUILD'
set -eu
package
cd bootstrap/target/app/lib
rm domain-*.jar application-*.jar adapters-*.jar bootstrap-*.jar
mkdir /jars
mv /src/bootstrap/target/app/lib /jars/lib
BUILD

# ---- Our own jars.
FROM libraries AS build
COPY . .
RUN --mount=type=cache,id=kafka-fetch-m2,target=/m2,sharing=locked \
    --mount=type=secret,id=maven-settings <<'BUILD'
set -eu
package
cd bootstrap/target/app/lib
mkdir /jars/own
mv domain-*.jar application-*.jar adapters-*.jar bootstrap-*.jar ../THIRD-PARTY.txt /jars/own/
BUILD

FROM scratch AS jars
COPY --from=libraries /jars/lib /lib
COPY --from=build /jars/own /own

# ---- Others' jars without the broker that the demo starts: a service needs none. What Kafka's clients may need too (OAuth:
# jose4j, Jackson) stays.
FROM ${JDK} AS parted
COPY --from=jars /lib /service
RUN <<'PART'
set -eu
mkdir /broker
cd /service
for name in kafka_2.13 kafka-coordinator-common kafka-group-coordinator kafka-metadata kafka-raft kafka-server \
    kafka-share-coordinator kafka-storage kafka-tools-api kafka-transaction-coordinator scala argparse4j caffeine \
    commons-beanutils commons-collections commons-digester commons-logging commons-validator hash4j jackson-dataformat-yaml \
    jackson-datatype-jdk8 jopt-simple log4j metrics-core-2 pcollections re2j; do
  mv "$name"*.jar /broker/
done
PART

# ---- Jars of others that are on the class path behind all of ours.
FROM scratch AS ext-none
WORKDIR /ext

# Its own release for those who have no build, with all that it needs. Another version needs its checksum too.
FROM ${JDK} AS ext-msk-iam
WORKDIR /src
ARG MVNW_REPOURL
ENV MAVEN_USER_HOME=/m2
COPY .mvn .mvn
COPY mvnw ./
WORKDIR /ext
ARG MSK_IAM_VERSION=2.3.5
ARG MSK_IAM_SHA256=bcd6020ce1ca2c3f1a65e087057dc8c0757185ba1f169b38e0eda54b617e4225
RUN --mount=type=cache,id=kafka-fetch-m2,target=/m2,sharing=locked \
    --mount=type=secret,id=maven-settings <<'EXT'
set -eu
settings=/run/secrets/maven-settings
[ -f $settings ] || settings=
/src/mvnw -q -B -ntp -Dmaven.repo.local=/m2/repository ${settings:+-s $settings} \
  org.apache.maven.plugins:maven-dependency-plugin:3.11.0:copy \
  -Dartifact="software.amazon.msk:aws-msk-iam-auth:$MSK_IAM_VERSION:jar:all" -DoutputDirectory=/ext
echo "$MSK_IAM_SHA256  aws-msk-iam-auth-$MSK_IAM_VERSION-all.jar" | sha256sum -c -
EXT

FROM ext-${EXT} AS ext

# ---- Native libraries of Kafka's compressions. They would unpack themselves to /tmp, from where Docker's tmpfs (noexec)
# lets nothing be loaded: records compressed with zstd or snappy could not be read.
FROM ${JDK} AS native
WORKDIR /native
COPY --from=jars /lib /jars
RUN <<'UNPACK'
set -eu
case $(uname -m) in
  x86_64) one=amd64 other=x86_64 ;;
  aarch64) one=aarch64 other=aarch64 ;;
  *) echo "no native libraries for $(uname -m): they unpack themselves, where /tmp allows it"; exit 0 ;;
esac
cd "$(mktemp -d)"
for jar in /jars/zstd-jni-*.jar /jars/lz4-java-*.jar /jars/snappy-java-*.jar; do jar xf "$jar"; done
mv linux/$one/libzstd-jni-*.so /native/libzstd-jni.so
mv net/jpountz/util/linux/$one/liblz4-java.so /native/
mv org/xerial/snappy/native/Linux/$other/libsnappyjava.so /native/
UNPACK

# ---- What runs, but for the start cache. What changes seldom lies below.
FROM ${JRE} AS runtime
RUN groupadd --gid 10001 kafka-fetch \
 && useradd --uid 10001 --gid kafka-fetch --no-create-home --home-dir /data --shell /usr/sbin/nologin kafka-fetch \
 && install -d -o kafka-fetch -g kafka-fetch /data
COPY --from=native /native /app/native
COPY --from=parted /service /app/lib
COPY --from=jars /own /app/own
COPY --from=ext /ext /app/lib/ext
# The options of the launcher `kafka-fetch`, which says why, and what a container needs:
#   MaxRAMPercentage        the JVM would take a quarter; the rest is for Netty, Kafka's buffers, classes and threads
#   class path              in full and in order: that of a wildcard is the file system's, and the start cache is only
#                           used with a class path that begins with the one that it was made with. So lib/ext comes last
RUN <<'OPTIONS'
set -eu
cat >/app/java.options <<END
--sun-misc-unsafe-memory-access=allow
--enable-native-access=ALL-UNNAMED
-XX:+ExitOnOutOfMemoryError
-XX:MaxRAMPercentage=60
-Dstdout.encoding=UTF-8
-Dstderr.encoding=UTF-8
-Djava.library.path=/app/native
-Dorg.xerial.snappy.lib.path=/app/native
END
[ ! -f /app/native/libzstd-jni.so ] || echo -DZstdNativePath=/app/native/libzstd-jni.so >>/app/java.options
printf -- '-cp\n%s\n' "$(printf '%s\n' /app/own/*.jar /app/lib/*.jar | LC_ALL=C sort | paste -sd :):/app/lib/ext/*" >>/app/java.options
OPTIONS
USER 10001:10001
WORKDIR /data
# LC_ALL: names of files are UTF-8.
ENV SINK_DIR=/data LC_ALL=C.UTF-8

# ---- The start cache (JEP 514): a service runs against a broker in this stage, and the JVM keeps what it learned. By the
# very JRE that uses it, else it would be of no use.
FROM runtime AS trained
USER root
COPY --from=parted /broker /broker
RUN --network=none <<'TRAIN'
set -eu
cd /tmp
fetch() { # COMMAND...
  java @/app/java.options io.kafkafetch.bootstrap.Main "$@"
}
java @/app/java.options -cp "$(sed -n '/^-cp$/{n;p;}' /app/java.options):/broker/*" io.kafkafetch.bootstrap.Main demo --rate 500 --port 29092 >demo.log 2>&1 &
demo=$!
KAFKA_BOOTSTRAP_SERVERS=localhost:29092 CREATE_TOPICS=true GROUP_ID=training HTTP_PORT=8089 \
  java -XX:+IgnoreUnrecognizedVMOptions -XX:+UnlockDiagnosticVMOptions -XX:-AOTRecordTraining \
    -XX:AOTCacheOutput=/app/start.aot @/app/java.options io.kafkafetch.bootstrap.Main run >run.log 2>&1 &
run=$!
tries=0
until HTTP_PORT=8089 fetch health >health.log; do
  tries=$((tries + 1))
  if [ $tries = 60 ] || ! kill -0 $run; then cat demo.log run.log health.log; exit 1; fi
  sleep 1
done
sleep 5 # of work
kill $run
wait $run || true
kill $demo
wait $demo || true
[ -s /app/start.aot ] || { cat run.log; exit 1; }
TRAIN

# ---- The image.
FROM runtime
COPY --from=trained /app/start.aot /app/start.aot
# `aot*=off`: with another JVM or collector the cache is of no use, and that is no one's business.
ENTRYPOINT ["java", "-XX:AOTCache=/app/start.aot", "-Xlog:aot*=off", "@/app/java.options", "io.kafkafetch.bootstrap.Main"]
CMD ["run"]
HEALTHCHECK --interval=10s --timeout=5s --start-period=60s --start-interval=1s --retries=3 \
  CMD ["java", "-XX:AOTCache=/app/start.aot", "-Xlog:aot*=off", "-XX:TieredStopAtLevel=1", "-Xmx32m", \
       "@/app/java.options", "io.kafkafetch.bootstrap.Main", "health"]
EXPOSE 8080

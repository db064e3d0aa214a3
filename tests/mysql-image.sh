#!/bin/sh
# Makes an image for --mysql container without a registry: the MySQL packages that the lab has unpacked into the user's cache, a shell, and an entrypoint
# that keeps the contract of Docker's official image as far as the lab relies on it. For tests, and for machines that reach no registry.
#
#   tests/mysql-image.sh [NAME]            # default: localhost/doktori-mysql:test
#   LAB_MYSQL_IMAGE=localhost/doktori-mysql:test dotnet test tests/Integration --filter FullyQualifiedName~ContainerLabTests
set -eu
name=${1:-localhost/doktori-mysql:test}
engine=${ASPIRE_CONTAINER_RUNTIME:-$(command -v docker || command -v podman)}
cache=${XDG_CACHE_HOME:-$HOME/.cache}/doktori-lab/mysql
packages=$(ls -d "$cache"/*_*/usr 2>/dev/null | sort | tail -n 1)
[ -n "$packages" ] || { echo "There are no unpacked packages in $cache: run the lab once with a native MySQL." >&2; exit 1; }

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
root=$work/root
mkdir -p "$root/etc" "$root/run/mysqld" "$root/var/lib/mysql" "$root/var/lib/mysql-files" "$root/docker-entrypoint-initdb.d"
mkdir -m 1777 "$root/tmp"
cp -a "$packages" "$root/usr"
for folder in bin sbin lib lib64; do ln -s "usr/$folder" "$root/$folder"; done
ln -s ../run "$root/var/run"
printf 'root:x:0:0::/root:/bin/sh\nmysql:x:999:999::/var/lib/mysql:/bin/sh\n' > "$root/etc/passwd"
printf 'root:x:0:\nmysql:x:999:\n' > "$root/etc/group"

# The host's own small programs; their libraries only where the packages do not bring them, for theirs are newer.
for program in sh cat chown readlink setpriv; do
  cp -L "$(command -v "$program")" "$root/usr/bin/$program"
  for library in $(ldd "$(command -v "$program")" | awk '/=> \//{print $3}'); do
    found=$(find "$root/usr/lib" -name "$(basename "$library")" | head -n 1)
    [ -n "$found" ] || cp -L "$library" "$root/usr/lib/$(basename "$(dirname "$root"/usr/lib/*/libc.so.6)")/"
  done
done

mkdir -p "$root/usr/local/bin"
cat > "$root/usr/local/bin/docker-entrypoint.sh" <<'ENTRYPOINT'
#!/bin/sh
set -eu
[ "${1#-}" = "$1" ] || set -- mysqld "$@"
[ "$1" = mysqld ] || exec "$@"
chown mysql:mysql /run/mysqld
if [ ! -d /var/lib/mysql/mysql ]; then
  [ -n "${MYSQL_ROOT_PASSWORD:-}" ] || { echo 'Database is uninitialized and MYSQL_ROOT_PASSWORD is not set' >&2; exit 1; }
  chown mysql:mysql /var/lib/mysql
  mysqld --no-defaults --initialize-insecure --user=mysql --datadir=/var/lib/mysql
  {
    echo 'SET SESSION sql_log_bin = 0;'
    echo "ALTER USER 'root'@'localhost' IDENTIFIED BY '$MYSQL_ROOT_PASSWORD';"
    echo "CREATE USER 'root'@'%' IDENTIFIED BY '$MYSQL_ROOT_PASSWORD';"
    echo "GRANT ALL ON *.* TO 'root'@'%' WITH GRANT OPTION;"
  } > /run/mysqld/root.sql
  set -- "$@" --init-file=/run/mysqld/root.sql
fi
unset MYSQL_ROOT_PASSWORD
exec setpriv --reuid=mysql --regid=mysql --clear-groups "$@" --socket=/run/mysqld/mysqld.sock
ENTRYPOINT
chmod 755 "$root/usr/local/bin/docker-entrypoint.sh"

tar -C "$root" -cf "$work/image.tar" .
"$engine" import \
  --change 'ENTRYPOINT ["docker-entrypoint.sh"]' --change 'CMD ["mysqld"]' --change 'VOLUME /var/lib/mysql' \
  --change 'ENV PATH=/usr/local/bin:/usr/sbin:/usr/bin' --change 'ENV LD_LIBRARY_PATH=/usr/lib/mysql/private' "$work/image.tar" "$name"

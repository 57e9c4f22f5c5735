#!/bin/sh
# Writes what Inventory Insights reads of this machine: operating system, packages, pending updates.
#
#   sh collect-inventory.sh [folder]      writes <folder>/<host>.inventory.json (default: the present folder)
#   sh collect-inventory.sh -             writes to standard output
#
# Needs a POSIX shell and awk, and the machine's own package manager: dpkg, rpm or apk, and snap where there is one.
# Reads only: nothing is installed, refreshed or sent, and no rights of root are needed. Pending updates are those
# that the package manager's present lists know; refresh them before (apt-get update, dnf makecache) for newer ones.
set -u
LC_ALL=C
export LC_ALL

target=${1:-.}

have() { command -v "$1" >/dev/null 2>&1; }

# Without one of these every list would come out empty, which says that the machine has nothing.
for tool in awk sed uname date; do
  have "$tool" || { echo "The inventory could not be written: $tool is missing. Install it, or collect from a shell that has it." >&2; exit 1; }
done

host=$(hostname 2>/dev/null || uname -n)
host=${host%%.*}
fqdn=$(hostname -f 2>/dev/null || true)
case $fqdn in *.*) ;; *) fqdn= ;; esac
# The firmware's, which a hypervisor makes anew for a clone; /etc/machine-id is copied with the template. Only root may read it.
id=$(cat /sys/class/dmi/id/product_uuid 2>/dev/null || true)

# os-release is a file of shell assignments; it is read as text, not run.
release() {
  for file in /etc/os-release /usr/lib/os-release; do
    [ -r "$file" ] || continue
    awk -v key="$1" 'index($0, key "=") == 1 { value = substr($0, length(key) + 2); gsub(/^["'\'']|["'\'']$/, "", value); print value; exit }' "$file"
    return
  done
}

distribution=$(release ID)
name=$(release NAME)
version=$(release VERSION_ID)
[ -n "$name" ] || name=$(uname -s)

addresses() {
  if have ip; then ip -o addr show scope global 2>/dev/null | awk '{ sub(/\/.*/, "", $4); print $4 }'
  else hostname -I 2>/dev/null | tr ' ' '\n'
  fi
}

# name <TAB> version <TAB> publisher <TAB> source <TAB> purl
software() {
  if have dpkg-query; then
    dpkg-query -W -f '${db:Status-Abbrev}\t${Package}\t${Version}\t${Maintainer}\t${source:Package}\t${Architecture}\n' 2>/dev/null |
      awk -F '\t' -v distribution="$distribution" 'substr($1, 2, 1) != "n" && substr($1, 2, 1) != "c" {
        purl = ""
        # The source package, by which Debian and Ubuntu name their advisories.
        if ($5 != "" && $5 != $2 && distribution != "") purl = "pkg:deb/" distribution "/" $2 "@" encode($3) "?arch=" $6 "&upstream=" $5
        print $2 "\t" $3 "\t" $4 "\tdpkg\t" purl
      }
      function encode(text) { gsub(/%/, "%25", text); gsub(/\+/, "%2B", text); gsub(/:/, "%3A", text); gsub(/~/, "%7E", text); return text }'
  fi
  if have rpm && { ! have dpkg-query || [ -e /etc/redhat-release ] || [ -e /etc/SuSE-release ]; }; then
    rpm -qa --qf '%{NAME}\t%{EPOCH}\t%{VERSION}-%{RELEASE}\t%{VENDOR}\n' 2>/dev/null |
      awk -F '\t' '$1 != "gpg-pubkey" { epoch = ($2 == "(none)" || $2 == "0") ? "" : $2 ":"; print $1 "\t" epoch $3 "\t" ($4 == "(none)" ? "" : $4) "\trpm\t" }'
  fi
  if have apk; then
    apk info -v 2>/dev/null | awk '{ if (match($0, /-[0-9][^-]*-r[0-9]+$/)) print substr($0, 1, RSTART - 1) "\t" substr($0, RSTART + 1) "\t\tapk\t" }'
  fi
  if have snap; then
    snap list 2>/dev/null | awk 'NR > 1 { print $1 "\t" $2 "\t" $5 "\tsnap\t" }'
  fi
}

# id <TAB> title <TAB> classification. Fails where the package manager does: then nothing is known, which is not the same as nothing pending.
updates() {
  if have apt; then
    listed=$(apt list --upgradable 2>/dev/null) || return 1
    printf '%s\n' "$listed" | awk -F '[/ ]' '/upgradable from/ { print $1 "\t" $1 " " $3 "\t" ($2 ~ /-security/ ? "Security" : "Other") }'
  elif have dnf || have yum; then
    tool=dnf
    have dnf || tool=yum
    listed=$("$tool" -q -C updateinfo list 2>/dev/null) || return 1
    printf '%s\n' "$listed" | awk 'NF >= 3 {
      class = "Other"; package = ""
      # dnf 4: id, severity/type, package. dnf 5: id, type, severity, package, date, below a line of headers.
      if ($2 ~ /^Critical/ || ($2 == "security" && $3 == "Critical")) class = "Critical"; else if ($2 ~ /Sec\.|security/) class = "Security"
      for (i = 3; i <= NF; i++) if ($i ~ /-.*-.*\./) package = $i
      if (package == "") next
      # Name without version, release and architecture: the same package waits for one update, not for each advisory.
      base = package; sub(/-[^-]*-[^-]*$/, "", base)
      rank = class == "Critical" ? 3 : class == "Security" ? 2 : 1
      if (rank > best[base]) { best[base] = rank; line[base] = base "\t" package " (" $1 ")\t" class }
    } END { for (base in line) print line[base] }'
  elif have apk; then
    listed=$(apk version -l '<' 2>/dev/null) || return 1
    printf '%s\n' "$listed" | awk 'NR > 1 && NF >= 3 { print $1 "\t" $1 " to " $3 "\tOther" }'
  fi
}

knows_updates() { have apt || have dnf || have yum || have apk; }

reboot() {
  if [ -e /var/run/reboot-required ] || [ -e /run/reboot-required ]; then echo true
  elif have needs-restarting; then if needs-restarting -r >/dev/null 2>&1; then echo false; else echo true; fi
  elif [ "$distribution" = debian ] || [ "$distribution" = ubuntu ]; then echo false
  else echo null
  fi
}

# Lines of fields between tabs to JSON objects with these names; empty fields are left out.
objects() {
  awk -F '\t' -v names="$1" '
    BEGIN { count = split(names, name, " "); for (i = 1; i < 32; i++) escape[sprintf("%c", i)] = sprintf("\\u%04x", i); escape["\\"] = "\\\\"; escape["\""] = "\\\"" }
    function text(value,   i, char, out) {
      if (value !~ /[\\"[:cntrl:]]/) return "\"" value "\""
      for (i = 1; i <= length(value); i++) { char = substr(value, i, 1); out = out (char in escape ? escape[char] : char) }
      return "\"" out "\""
    }
    {
      row = ""
      for (i = 1; i <= count; i++) if ($i != "") row = row (row == "" ? "" : ", ") "\"" name[i] "\": " text($i)
      if (row != "") { printf "%s\n        { %s }", (some ? "," : ""), row; some = 1 }
    }
    END { if (some) printf "\n      " }'
}

# One text as a JSON string.
string() { printf '%s\n' "$1" | objects value | sed -n 's/^ *{ "value": \(.*\) }$/\1/p' | { read -r line || line='""'; printf '%s' "$line"; }; }

document() {
  printf '{\n  "servers": [\n    {\n'
  printf '      "id": %s,\n' "$(string "$id")"
  printf '      "name": %s,\n' "$(string "$host")"
  printf '      "fqdn": %s,\n' "$(string "$fqdn")"
  printf '      "ipAddresses": [%s],\n' "$(addresses | awk 'NF { printf "%s\"%s\"", (some ? ", " : ""), $1; some = 1 }')"
  printf '      "os": { "name": %s, "version": %s, "build": %s, "architecture": %s },\n' "$(string "$name")" "$(string "$version")" "$(string "$(uname -r)")" "$(string "$(uname -m)")"
  cores=$(getconf _NPROCESSORS_ONLN 2>/dev/null || nproc 2>/dev/null || true)
  case $cores in ''|*[!0-9]*) ;; *) printf '      "cores": %s,\n' "$cores" ;; esac
  memory=$(awk '/^MemTotal:/ { print int($2 / 1024) }' /proc/meminfo 2>/dev/null || true)
  case $memory in ''|*[!0-9]*) ;; *) printf '      "memoryMB": %s,\n' "$memory" ;; esac
  printf '      "lastSeen": "%s",\n' "$(date -u +%Y-%m-%d)"
  printf '      "rebootPending": %s,\n' "$(reboot)"
  # No machine has no package at all: an empty list is one that could not be read, and then nothing is known of the software.
  packages=$(software | objects 'name version publisher source purl')
  [ -z "$packages" ] || printf '      "software": [%s],\n' "$packages"
  if knows_updates && pending=$(updates); then printf '      "pendingUpdates": [%s]\n' "$(printf '%s\n' "$pending" | objects 'id title classification')"
  else printf '      "pendingUpdates": null\n'
  fi
  printf '    }\n  ]\n}\n'
}

if [ "$target" = - ]; then
  document
else
  file=$target/$host.inventory.json
  # Beside and renamed, so that nobody reads half of it.
  if document >"$file.tmp" && mv "$file.tmp" "$file"; then
    echo "Written: $file" >&2
  else
    rm -f "$file.tmp"
    echo "The inventory could not be written to $target. Name a folder that may be written to." >&2
    exit 1
  fi
fi

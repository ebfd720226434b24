#!/usr/bin/env bash
# Brings the independent programs that tests hold our work against, or that devices are driven through, where we may:
# Debian, as root.
set -eu
missing=()
command -v mosquitto >/dev/null 2>&1 || [ -x /usr/sbin/mosquitto ] || missing+=(mosquitto)
command -v mosquitto_sub >/dev/null 2>&1 || missing+=(mosquitto-clients)
command -v openssl >/dev/null 2>&1 || missing+=(openssl)
command -v opj_decompress >/dev/null 2>&1 || missing+=(libopenjp2-tools)
command -v socat >/dev/null 2>&1 || missing+=(socat)
command -v scanimage >/dev/null 2>&1 || missing+=(sane-utils)
command -v espeak-ng >/dev/null 2>&1 || missing+=(espeak-ng)
[ -x /usr/sbin/cupsd ] || missing+=(cups-daemon)
command -v lpadmin >/dev/null 2>&1 || missing+=(cups-client)
[ -x /usr/lib/cups/filter/pdftopdf ] || missing+=(cups-filters)
[ -x /usr/lib/cups/backend/cups-pdf ] || missing+=(printer-driver-cups-pdf)
command -v qpdf >/dev/null 2>&1 || missing+=(qpdf)
command -v pdftotext >/dev/null 2>&1 || missing+=(poppler-utils)
command -v gphoto2 >/dev/null 2>&1 || missing+=(gphoto2)
command -v v4l2-ctl >/dev/null 2>&1 || missing+=(v4l-utils)
command -v ffmpeg >/dev/null 2>&1 || missing+=(ffmpeg)
command -v gjs >/dev/null 2>&1 || missing+=(gjs)
ls /usr/lib/*/girepository-1.0/FPrint-2.0.typelib >/dev/null 2>&1 || missing+=(gir1.2-fprint-2.0)
command -v chromium >/dev/null 2>&1 || missing+=(chromium)
[ ${#missing[@]} -eq 0 ] && exit 0
if [ "$(id -u)" -ne 0 ] || ! command -v apt-get >/dev/null 2>&1; then
  echo "not installed, and only root on Debian can: ${missing[*]}. The tests that need them are skipped."
  exit 0
fi
echo "installing ${missing[*]}"
export DEBIAN_FRONTEND=noninteractive
apt-get update -qq
if ! apt-get install -y -qq --no-install-recommends "${missing[@]}" >/dev/null; then
  echo "could not install ${missing[*]}. The tests that need them are skipped."
fi
# Debian starts its broker and its print scheduler at once; the tests start their own.
command -v systemctl >/dev/null 2>&1 && systemctl stop mosquitto cups >/dev/null 2>&1 || true

#!/bin/sh
# A backup into the folder given, named by the moment (UTC); then those older than USPEKH_BACKUP_DAYS are erased.
# The old ones stay when the new one fails.
set -eu
folder=$1
.venv/bin/python -m uspekh backup "$folder/uspekh-$(date -u +%Y%m%d-%H%M%S).zip"
find "$folder" -maxdepth 1 -name 'uspekh-*.zip' -mtime "+${USPEKH_BACKUP_DAYS:-30}" -delete

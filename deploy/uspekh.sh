#!/bin/sh
# The command line with the service's own environment; paths are to be given in full.
# runuser -u uspekh -- sh /opt/uspekh/current/deploy/uspekh.sh COMMAND
set -eu
cd "$(dirname "$0")/.."
set -a
. /etc/uspekh/environment
set +a
exec .venv/bin/python -m uspekh "$@"

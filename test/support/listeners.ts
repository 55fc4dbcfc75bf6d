import { readdirSync, readFileSync, readlinkSync } from 'node:fs';

/** Addresses on which this process listens, as `127.0.0.1:4566`. */
export const ownListeners = () => listeners(inodesOf(process.pid));

/** Those of the processes that this one started. */
export const childListeners = () =>
  readFileSync(`/proc/self/task/${process.pid}/children`, 'utf8')
    .split(' ')
    .filter(Boolean)
    .flatMap(pid => listeners(inodesOf(Number(pid))));

function inodesOf(pid: number) {
  const folder = `/proc/${pid}/fd`;
  const targets = readdirSync(folder).map(fd => {
    try {
      return readlinkSync(`${folder}/${fd}`);
    } catch {
      return '';
    }
  });
  return new Set(targets.flatMap(target => /^socket:\[(\d+)\]$/.exec(target)?.[1] ?? []));
}

const LISTEN = '0A';

/** Columns: number, local address, remote address, state, …; the tenth is the inode. */
function listeners(inodes: ReadonlySet<string>) {
  const lines = readFileSync('/proc/net/tcp', 'utf8').split('\n').slice(1);
  return lines.flatMap(line => {
    const [, local = '', , state, , , , , , inode = ''] = line.trim().split(/\s+/);
    return state === LISTEN && inodes.has(inode) ? [readable(local)] : [];
  });
}

/** `0100007F:11D6` → `127.0.0.1:4566` */
function readable(address: string) {
  const [host = '', port = ''] = address.split(':');
  const bytes = host.match(/../g) ?? [];
  const numbers = bytes.reverse().map(byte => Number.parseInt(byte, 16));
  return `${numbers.join('.')}:${Number.parseInt(port, 16)}`;
}

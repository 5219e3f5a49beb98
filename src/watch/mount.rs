//! Does a folder lie on a network drive? There the system reports no event for what other
//! machines write, and watching has to look from time to time instead.
//!
//! Pure: it reads the text of `/proc/self/mountinfo` that the loop hands in. Shares that are named
//! in the path itself (`\\server\share`) are known by it.

use std::path::{Component, Path, PathBuf, Prefix};

/// Kinds of file systems whose files may change without an event on this machine.
const REMOTE: &[&str] = &[
    "nfs",
    "nfs4",
    "cifs",
    "smb3",
    "smbfs",
    "9p",
    "afs",
    "ceph",
    "vboxsf",
    "drvfs",
    "virtiofs",
    "glusterfs",
];

/// Is the folder on a drive of another machine, as far as the mount table and its path tell?
pub(super) fn is_remote(folder: &Path, mountinfo: &str) -> bool {
    if let Some(Component::Prefix(prefix)) = folder.components().next()
        && matches!(prefix.kind(), Prefix::UNC(..) | Prefix::VerbatimUNC(..))
    {
        return true;
    }
    let mounts = mountinfo.lines().filter_map(mount);
    let nearest = mounts
        .filter(|(point, _)| folder.starts_with(point))
        // Of two mounts at one place the later one covers the earlier.
        .max_by_key(|(point, _)| point.components().count());
    nearest.is_some_and(|(_, kind)| REMOTE.contains(&kind) || kind.starts_with("fuse."))
}

/// Mount point and kind of one line: `36 35 98:0 /root /mount options… - kind source options`.
fn mount(line: &str) -> Option<(PathBuf, &str)> {
    let (before, after) = line.split_once(" - ")?;
    let point = before.split(' ').nth(4)?;
    Some((PathBuf::from(unescaped(point)), after.split(' ').next()?))
}

/// Blanks in mount points are written as octal numbers: `\040`.
fn unescaped(text: &str) -> String {
    text.replace("\\040", " ").replace("\\011", "\t").replace("\\012", "\n").replace("\\134", "\\")
}

#[cfg(test)]
mod tests {
    use super::*;

    const TABLE: &str = "\
22 1 8:1 / / rw,relatime shared:1 - ext4 /dev/sda1 rw
40 22 0:45 / /mnt/truong\\040em rw shared:2 - nfs4 may-chu:/xuat rw
41 22 0:46 / /home/a/ssh rw - fuse.sshfs b@may: rw
42 40 0:47 / /mnt/truong\\040em/tam rw - tmpfs tmpfs rw
";

    #[test]
    fn the_nearest_mount_decides() {
        let check = |folder: &str| is_remote(Path::new(folder), TABLE);
        assert!(check("/mnt/truong em/ke-hoach"));
        assert!(check("/home/a/ssh"));
        assert!(!check("/mnt/truong em/tam/x"));
        assert!(!check("/home/a"));
        assert!(!is_remote(Path::new("/home/a"), ""));
    }
}

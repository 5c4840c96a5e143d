import Glibc

/// The kinds of disk that a log must not be on: those that several machines share. Their locks are
/// forgotten, and their caches tell two machines two stories.
enum Disks {
  private static let shared = [
    "nfs", "nfs4", "cifs", "smb3", "smbfs", "afs", "9p", "lustre", "ceph", "ocfs2", "gfs2",
    "fuse.sshfs", "fuse.glusterfs", "fuse.s3fs", "fuse.rclone",
  ]

  static func isShared(_ kind: String) -> Bool { shared.contains(kind) }

  /// The kind of the disk with this device number, as the kernel lists what is mounted.
  ///
  /// A line of the list is `36 35 98:0 /root /mount options - ext4 …`: the device is the third
  /// word, the kind the first behind the hyphen.
  static func kind(ofDevice device: UInt64, in mounts: String) -> String? {
    let name = "\(major(device)):\(minor(device))"
    for line in mounts.split(separator: "\n") {
      let words = line.split(separator: " ")
      guard words.count > 2, words[2] == name,
        let hyphen = words.firstIndex(of: "-"), hyphen + 1 < words.count
      else { continue }
      return String(words[hyphen + 1])
    }
    return nil
  }

  /// What is mounted, as this process sees it; nothing where the kernel does not say.
  static func mounts() -> String {
    guard let file = fopen("/proc/self/mountinfo", "re") else { return "" }
    defer { fclose(file) }
    var text: [UInt8] = []
    var buffer = [UInt8](repeating: 0, count: 1 << 16)
    while true {
      let count = fread(&buffer, 1, buffer.count, file)
      guard count > 0 else { break }
      text += buffer[..<count]
    }
    return String(decoding: text, as: UTF8.self)
  }

  // As the C library parts a device number.
  private static func major(_ device: UInt64) -> UInt64 {
    (device >> 8) & 0xFFF | (device >> 32) & 0xFFFF_F000
  }

  private static func minor(_ device: UInt64) -> UInt64 {
    device & 0xFF | (device >> 12) & 0xFFFF_FF00
  }
}

extension FileCalls {
  package func disk(of facts: FileFacts) -> String? {
    Disks.kind(ofDevice: facts.device, in: Disks.mounts())
  }
}

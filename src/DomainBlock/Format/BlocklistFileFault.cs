namespace DomainBlock;

/// <summary>What is wrong with a compiled blocklist. The names are stable: scripts may rely on them.</summary>
public enum BlocklistFileFault
{
    /// <summary>The bytes do not begin with the format's magic: this is no compiled blocklist.</summary>
    NotABlocklist,

    /// <summary>The format version, or a feature that the file requires, is not known to this version of the library.</summary>
    UnsupportedVersion,

    /// <summary>The file is shorter or longer than its header says.</summary>
    WrongLength,

    /// <summary>A checksum does not fit the bytes.</summary>
    ChecksumMismatch,

    /// <summary>A number in the file contradicts another, or the format's limits.</summary>
    InconsistentStructure,

    /// <summary>The file is larger than this version of the library opens.</summary>
    TooLarge,
}

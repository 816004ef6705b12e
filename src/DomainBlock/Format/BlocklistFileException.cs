namespace DomainBlock;

/// <summary>A compiled blocklist was refused: which fault, where, and what to do are in the message and the properties.</summary>
public sealed class BlocklistFileException : Exception
{
    /// <summary>Refuses a file.</summary>
    /// <param name="fault">The kind of fault.</param>
    /// <param name="offset">The byte of the file at which it shows.</param>
    /// <param name="rule">The rule of the format that is broken.</param>
    public BlocklistFileException(BlocklistFileFault fault, long offset, string rule)
        : base($"{rule} (at byte {offset}). {Remedy(fault)}")
    {
        Fault = fault;
        Offset = offset;
    }

    /// <summary>The kind of fault.</summary>
    public BlocklistFileFault Fault { get; }

    /// <summary>The byte of the file at which the fault shows, from 0.</summary>
    public long Offset { get; }

    private static string Remedy(BlocklistFileFault fault) => fault switch
    {
        BlocklistFileFault.NotABlocklist => "Compile the list first, or name the right file.",
        BlocklistFileFault.UnsupportedVersion => "Compile the lists again with this version, or update the software that reads the file.",
        BlocklistFileFault.TooLarge => "Compile fewer lists into one file.",
        _ => "The file is damaged: copy it again from its source, or compile the lists again.",
    };
}

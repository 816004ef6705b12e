using System.Buffers;
using System.Runtime.InteropServices;

namespace DomainBlock;

/// <summary>What was seen in a name on the way to its canonical form.</summary>
[Flags]
public enum IdnFlags : byte
{
    /// <summary>Nothing of the kind.</summary>
    None = 0,

    /// <summary>The input was already what was written, byte for byte (for wire form: the uncompressed octets).</summary>
    WasCanonical = 1 << 0,

    /// <summary>There was an upper-case ASCII letter.</summary>
    HadUpper = 1 << 1,

    /// <summary>There was a character beyond ASCII.</summary>
    HadUnicode = 1 << 2,

    /// <summary>There was a label that begins with <c>xn--</c>.</summary>
    HadAce = 1 << 3,

    /// <summary>There was a final dot, which the canonical form of most profiles leaves out.</summary>
    HadRootDot = 1 << 4,

    /// <summary>A label has right-to-left characters. Labels that pass through as <c>xn--</c> text are not looked into.</summary>
    IsBidi = 1 << 5,
}

/// <summary>How a name fared. Eight bytes; the default value is a success that wrote nothing.</summary>
/// <param name="Status">
/// <see cref="OperationStatus.Done"/>; <see cref="OperationStatus.InvalidData"/>, with <paramref name="Error"/>;
/// <see cref="OperationStatus.DestinationTooSmall"/>; <see cref="OperationStatus.NeedMoreData"/> for truncated wire form.
/// </param>
/// <param name="Error">The first rule that the name breaks.</param>
/// <param name="Flags">What was seen; after an error, up to there.</param>
/// <param name="Label">The label with the error, 0 being the leftmost; at most 255.</param>
/// <param name="Written">How much was written, in units of the destination.</param>
/// <param name="Position">Where the error is, in units of the source: the character where one is at fault, else the start of its label.</param>
[StructLayout(LayoutKind.Auto)]
public readonly record struct IdnResult(OperationStatus Status, IdnError Error, IdnFlags Flags, byte Label, ushort Written, ushort Position)
{
    private readonly byte _status = (byte)Status;

    /// <inheritdoc cref="IdnResult(OperationStatus, IdnError, IdnFlags, byte, ushort, ushort)" path="/param[@name='Status']"/>
    public OperationStatus Status { get => (OperationStatus)_status; init => _status = (byte)value; }

    /// <summary>Whether the name is valid and was written as a whole.</summary>
    public bool IsDone => _status == (byte)OperationStatus.Done;
}

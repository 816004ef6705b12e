using System.Buffers.Binary;

namespace DomainBlock.Format;

/// <summary>The section INDX: the counts that the other sections must fit, and what every query asks.</summary>
/// <param name="Seed">What hashes and scramble begin with.</param>
/// <param name="KeyCount">How many names rules stand on.</param>
/// <param name="RuleCount">How many rules there are.</param>
/// <param name="ListCount">How many lists there are.</param>
/// <param name="Profile">Which rule wins.</param>
/// <param name="MinLabels">The fewest labels of a name that rules stand on, labels under any public suffix left out; 128 where there are none.</param>
/// <param name="MaxLabels">The most labels of such a name.</param>
/// <param name="LengthBlocks">For how many times 64 lengths the section GRPS says which have keys.</param>
/// <param name="StopCount">How many stops there are.</param>
/// <param name="ChainMode">What counts in a chain of names.</param>
internal readonly record struct ImageDirectory(ulong Seed, int KeyCount, int RuleCount, int ListCount, Profile Profile, int MinLabels, int MaxLabels, int LengthBlocks, int StopCount, ChainMode ChainMode)
{
    public const int Size = 32;

    private const int Used = 29;

    public byte[] ToBytes()
    {
        byte[] bytes = new byte[Size];
        BinaryPrimitives.WriteUInt64LittleEndian(bytes, Seed);
        BinaryPrimitives.WriteInt32LittleEndian(bytes.AsSpan(8), KeyCount);
        BinaryPrimitives.WriteInt32LittleEndian(bytes.AsSpan(12), RuleCount);
        BinaryPrimitives.WriteInt32LittleEndian(bytes.AsSpan(16), ListCount);
        bytes[20] = (byte)Profile;
        bytes[21] = (byte)MinLabels;
        bytes[22] = (byte)MaxLabels;
        bytes[23] = (byte)LengthBlocks;
        BinaryPrimitives.WriteInt32LittleEndian(bytes.AsSpan(24), StopCount);
        bytes[28] = (byte)ChainMode;
        return bytes;
    }

    public static ImageDirectory Read(ReadOnlySpan<byte> bytes) => new(
        BinaryPrimitives.ReadUInt64LittleEndian(bytes),
        BinaryPrimitives.ReadInt32LittleEndian(bytes[8..]),
        BinaryPrimitives.ReadInt32LittleEndian(bytes[12..]),
        BinaryPrimitives.ReadInt32LittleEndian(bytes[16..]),
        (Profile)bytes[20],
        bytes[21],
        bytes[22],
        bytes[23],
        BinaryPrimitives.ReadInt32LittleEndian(bytes[24..]),
        (ChainMode)bytes[28]);

    /// <summary>What follows the last field: zeros.</summary>
    public static ReadOnlySpan<byte> Reserved(ReadOnlySpan<byte> bytes) => bytes[Used..Size];
}

using System.Buffers.Binary;

namespace DomainBlock.Format;

/// <summary>The section INDX: the sizes that the other sections must have, and the hash seed.</summary>
internal readonly record struct ImageDirectory(ulong Seed, int KeyCount, int RuleCount, int SlotCount, int ListCount, Profile Profile)
{
    public const int Size = 32;

    public byte[] ToBytes()
    {
        byte[] bytes = new byte[Size];
        BinaryPrimitives.WriteUInt64LittleEndian(bytes, Seed);
        BinaryPrimitives.WriteInt32LittleEndian(bytes.AsSpan(8), KeyCount);
        BinaryPrimitives.WriteInt32LittleEndian(bytes.AsSpan(12), RuleCount);
        BinaryPrimitives.WriteInt32LittleEndian(bytes.AsSpan(16), SlotCount);
        BinaryPrimitives.WriteInt32LittleEndian(bytes.AsSpan(20), ListCount);
        bytes[24] = (byte)Profile;
        return bytes;
    }

    public static ImageDirectory Read(ReadOnlySpan<byte> bytes) => new(
        BinaryPrimitives.ReadUInt64LittleEndian(bytes),
        BinaryPrimitives.ReadInt32LittleEndian(bytes[8..]),
        BinaryPrimitives.ReadInt32LittleEndian(bytes[12..]),
        BinaryPrimitives.ReadInt32LittleEndian(bytes[16..]),
        BinaryPrimitives.ReadInt32LittleEndian(bytes[20..]),
        (Profile)bytes[24]);

    /// <summary>What follows the last field: zeros.</summary>
    public static ReadOnlySpan<byte> Reserved(ReadOnlySpan<byte> bytes) => bytes[25..];
}

using System.Buffers.Binary;
using DomainBlock.Benchmarks.Synthetic;

namespace DomainBlock.Tests.Hostile;

/// <summary>Numbers at which code goes wrong: the ends of their range, the sign bit, one off, the sizes of what they count.</summary>
internal static class ExtremeNumber
{
    /// <summary>Replaces a little-endian number of 1, 2, 4 or 8 bytes by an extreme one.</summary>
    /// <param name="field">Where it stands.</param>
    /// <param name="sizes">What a number nearby may stand for, such as lengths.</param>
    /// <param name="random">Chooses.</param>
    public static void Write(Span<byte> field, ReadOnlySpan<int> sizes, SplitMix64 random)
    {
        Span<byte> number = stackalloc byte[sizeof(ulong)];
        number.Clear();
        field.CopyTo(number);
        ulong next = Choose(BinaryPrimitives.ReadUInt64LittleEndian(number), field.Length * 8, sizes, random);
        BinaryPrimitives.WriteUInt64LittleEndian(number, next);
        number[..field.Length].CopyTo(field);
    }

    // Bits above the field's are cut off by the caller.
    private static ulong Choose(ulong current, int bits, ReadOnlySpan<int> sizes, SplitMix64 random)
    {
        ulong sign = 1UL << (bits - 1);
        return random.Below(16) switch
        {
            0 => 0,
            1 => 1,
            2 => ulong.MaxValue,
            3 => ulong.MaxValue - 1,
            4 => sign,
            5 => sign - 1,
            6 => current ^ sign,
            7 or 8 => current + 1,
            9 or 10 => current - 1,
            11 => current * 2,
            12 => 1UL << random.Below(bits),
            13 => (ulong)random.Below(256),
            14 => random.Next(),
            _ => (ulong)(sizes[random.Below(sizes.Length)] + random.Below(3) - 1),
        };
    }
}

using DomainBlock.Indexing;
using DomainBlock.Tests.Format;
using FsCheck;
using FsCheck.Fluent;

namespace DomainBlock.Tests.Indexing;

public sealed class BitStringTests : IDisposable
{
    private readonly GuardedMemory _memory = new(1024);

    public void Dispose() => ((IDisposable)_memory).Dispose();

    [Fact]
    public void What_is_written_is_read_at_every_offset_and_width()
    {
        for (int offset = 0; offset < 72; offset++)
        {
            for (int width = 0; width <= 64; width++)
            {
                // The bits above the width are no part of the number and must not be written.
                foreach (ulong number in (ulong[])[0, ulong.MaxValue, 0xA5A5_5A5A_C3C3_3C3C, 1UL << Math.Max(0, width - 1)])
                {
                    byte[] bytes = new byte[BitString.BytesFor(offset + width)];
                    BitString.Write(bytes, offset, number, width);
                    ulong expected = (ulong)((UInt128)number & ((UInt128.One << width) - 1));
                    Assert.Equal(expected, BitString.Read(bytes, offset, width));
                    Assert.Equal(BitOf(expected, width, offset, bytes.Length * 8), BitsOf(bytes));
                }
            }
        }
    }

    [RuleSetProperty]
    public Property Numbers_stand_side_by_side_and_reading_stays_within_the_padding() => Prop.ForAll(
        (from width in Gen.Choose(0, 64) from number in Gen.Choose(0, int.MaxValue).Two() select (width, (ulong)number.Item1 * (ulong)number.Item2))
            .ListOf().ToArbitrary(),
        numbers =>
        {
            long total = numbers.Sum(n => n.width);
            byte[] bytes = new byte[BitString.BytesFor(total)];
            long offset = 0;
            foreach ((int width, ulong number) in numbers)
            {
                BitString.Write(bytes, offset, number, width);
                offset += width;
            }
            if (bytes.Length > 1024)
                return;
            ReadOnlySpan<byte> guarded = _memory.AtEnd(bytes).Span;
            offset = 0;
            foreach ((int width, ulong number) in numbers)
            {
                Assert.Equal((ulong)((UInt128)number & ((UInt128.One << width) - 1)), BitString.Read(guarded, offset, width));
                offset += width;
            }
            Assert.Equal(0UL, BitString.Read(guarded, total, 64));
        });

    private static string BitOf(ulong number, int width, int offset, int length)
    {
        char[] bits = new string('0', length).ToCharArray();
        for (int bit = 0; bit < width; bit++)
            bits[offset + bit] = (number >> bit & 1) == 1 ? '1' : '0';
        return new string(bits);
    }

    private static string BitsOf(byte[] bytes) => string.Concat(bytes.SelectMany(octet => Enumerable.Range(0, 8).Select(bit => (octet >> bit & 1) == 1 ? '1' : '0')));
}

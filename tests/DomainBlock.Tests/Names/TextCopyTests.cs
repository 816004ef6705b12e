using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using DomainBlock.Indexing;
using DomainBlock.Tests.Format;
using DomainBlock.Text;

namespace DomainBlock.Tests.Names;

/// <summary>The copy that a question is asked with, against one made octet by octet; and that it hashes as the text does, whatever is before it.</summary>
public sealed class TextCopyTests : IDisposable
{
    private readonly GuardedMemory _memory = new(1024);

    public static TheoryData<int> Lengths => [.. Enumerable.Range(1, NameBuffer.MaxOctets - 1)];

    public void Dispose() => ((IDisposable)_memory).Dispose();

    [Theory]
    [MemberData(nameof(Lengths))]
    public void Text_is_copied_in_lower_case(int length)
    {
        var random = new Random(length);
        byte[] text = new byte[length];
        for (int trial = 0; trial < 5; trial++)
        {
            for (int place = 0; place < length; place++)
                text[place] = (byte)random.Next(0x80);
            byte[] expected = [.. text.Select(AsciiFold.Lower)];
            byte[] chars = MemoryMarshal.AsBytes<char>([.. text.Select(octet => (char)octet)]).ToArray();
            Assert.Equal(expected, Copy((ReadOnlySpan<byte>)_memory.AtEnd(text).Span, expected, trial));
            Assert.Equal(expected, Copy((ReadOnlySpan<byte>)_memory.AtStart(text).Span, expected, trial));
            Assert.Equal(expected, Copy(MemoryMarshal.Cast<byte, char>(_memory.AtEnd(chars).Span), expected, trial));
            Assert.Equal(expected, Copy(MemoryMarshal.Cast<byte, char>(_memory.AtStart(chars).Span), expected, trial));
        }
    }

    private static byte[] Copy<TUnit>(ReadOnlySpan<TUnit> text, byte[] expected, int filler)
        where TUnit : unmanaged, System.Numerics.IBinaryInteger<TUnit>
    {
        Unsafe.SkipInit(out TextCopy copy);
        MemoryMarshal.AsBytes(MemoryMarshal.CreateSpan(ref copy, 1)).Fill((byte)(filler * 37));
        ReadOnlySpan<byte> copied = copy.CopyLower(text);
        Assert.True(copied == copy.Octets[..text.Length]);

        Unsafe.SkipInit(out SuffixHash.Room room);
        Unsafe.SkipInit(out SuffixHash.Room roomOfText);
        var hash = new SuffixHash(copied, 99, ref room, isCopy: true);
        var hashOfText = new SuffixHash(expected, 99, ref roomOfText);
        for (int octets = 1; octets <= expected.Length; octets++)
            Assert.Equal(hashOfText.Of(octets), hash.Of(octets));
        return copied.ToArray();
    }
}

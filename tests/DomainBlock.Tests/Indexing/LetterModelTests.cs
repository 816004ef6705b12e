using System.Buffers.Binary;
using DomainBlock.Indexing;

namespace DomainBlock.Tests.Indexing;

/// <summary>The loop that gathers codes, beside the way that appends them one by one, where words become as full as they can be.</summary>
public class LetterModelTests
{
    private const int Trials = 4_000;

    /// <summary>The hyphen, which has no code here.</summary>
    private const byte Missing = 36;

    [Theory]
    [InlineData(1, 1)]
    [InlineData(1, LetterModel.MaxCodeLength)]
    [InlineData(5, 5)]
    [InlineData(LetterModel.MaxCodeLength - 1, LetterModel.MaxCodeLength)]
    [InlineData(LetterModel.MaxCodeLength, LetterModel.MaxCodeLength)]
    public void Gathered_codes_are_those_appended_one_by_one(int shortest, int longest)
    {
        var random = new Random((shortest * 16) + longest);
        byte[] section = Section(random, shortest, longest);
        Assert.True(LetterModel.IsSound(section));
        var letters = new LetterModel(section);
        for (int trial = 0; trial < Trials; trial++)
        {
            byte[] text = Text(random, length: 1 + (trial % 40));
            int rootBits = 1 + (trial / 40 % RootTable.MaxCodeLength);
            uint root = random.Next(2) == 0 ? (1u << rootBits) - 1 : (uint)random.Next(1 << rootBits);
            int taken = LetterModel.Gather(letters, text, (1u << rootBits) | root, firstClass: 1, out KeyBits.Run run);

            bool hasApart = text.Any(octet => octet is (byte)'-' or (byte)'!');
            Assert.InRange(taken, hasApart ? 0 : Math.Min(text.Length, 10), text.Length);
            if (taken == 0)
                continue;
            Assert.DoesNotContain(text[..taken], octet => octet is (byte)'-' or (byte)'!');
            KeyBits expected = default;
            expected.Append(root, rootBits);
            LetterModel.Place place = letters.Start(letterClass: 1);
            foreach (byte octet in text[..taken])
                Assert.True(letters.TryAppend(Symbols.OfOctet[octet], octet, ref place, ref expected));
            Assert.Equal((expected.High, expected.Low, expected.Length), (run.High, run.Low, run.Length));
        }
    }

    // Two classes, whose codes need not be prefix codes here; contexts lead to either.
    private static byte[] Section(Random random, int shortest, int longest)
    {
        const int Classes = 2;
        byte[] section = new byte[LetterModel.HeaderSize + LetterModel.ContextsPerGroup + (Classes * Symbols.Count * sizeof(ushort))];
        section[0] = 1;
        section[1] = Classes - 1;
        int codes = LetterModel.HeaderSize + LetterModel.ContextsPerGroup;
        for (int context = LetterModel.HeaderSize; context < codes; context++)
            section[context] = (byte)random.Next(Classes);
        for (int place = codes; place < section.Length; place += sizeof(ushort))
        {
            int symbol = (place - codes) / sizeof(ushort) % Symbols.Count;
            int length = symbol == Missing ? 0 : random.Next(shortest, longest + 1);
            uint bits = random.Next(2) == 0 ? (1u << length) - 1 : (uint)random.Next(1 << length);
            BinaryPrimitives.WriteUInt16LittleEndian(section.AsSpan(place), (ushort)LetterModel.Entry(symbol, bits, length));
        }
        return section;
    }

    // One text of three has a hyphen, which has no code, or an octet that is escaped, anywhere.
    private static byte[] Text(Random random, int length)
    {
        byte[] text = [.. Enumerable.Range(0, length).Select(_ => (byte)random.Next('a', 'z' + 1))];
        if (random.Next(3) == 0)
            text[random.Next(length)] = random.Next(2) == 0 ? (byte)'-' : (byte)'!';
        return text;
    }
}

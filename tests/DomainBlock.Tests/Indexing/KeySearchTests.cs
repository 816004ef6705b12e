using DomainBlock.Indexing;
using DomainBlock.Indexing.Building;
using DomainBlock.Tests.Format;

namespace DomainBlock.Tests.Indexing;

/// <summary>Searches in sets that somebody has tampered with, each part in turn at the end of what may be read. What they find is not said; that on sound sets it is what <see cref="KeySet"/> finds, <see cref="KeySetTests"/> says.</summary>
public sealed class KeySearchTests : IDisposable
{
    private const ulong Seed = 7;

    private static readonly string[] Keys =
    [
        .. Enumerable.Range(0, 400).Select(number => BitText.Random(new Random(number), 30)).Distinct(), .. Enumerable.Range(400, 400).Select(number => BitText.Random(new Random(number), 64)),
        .. Enumerable.Range(800, 300).Select(number => BitText.Random(new Random(number), 100)), .. Enumerable.Range(1100, 3).Select(number => BitText.Random(new Random(number), 128)),
        .. Enumerable.Range(1200, 100).Select(number => BitText.Random(new Random(number), 129)), .. Enumerable.Range(1300, 100).Select(number => BitText.Random(new Random(number), SearchGroup.MaxLength)),
        .. Enumerable.Range(1400, 5).Select(number => BitText.Random(new Random(number), SearchGroup.MaxLength + 1)),
    ];

    private readonly GuardedMemory _memory = new(1 << 16);

    public static TheoryData<int, int> PartsAndTrials => [.. from part in Enumerable.Range(0, 4) from trial in Enumerable.Range(0, 30) select (part, trial)];

    public void Dispose() => ((IDisposable)_memory).Dispose();

    [Theory]
    [MemberData(nameof(PartsAndTrials))]
    public void Nothing_is_read_outside_its_part(int last, int trial)
    {
        var random = new Random((trial * 4) + last);
        KeySetSections sections = KeySetLayout.Build(Keys, Seed)!;
        byte[][] parts = [sections.Groups, sections.Samples, sections.High, sections.Low];
        for (int edits = trial == 0 ? 0 : 1 + random.Next(8); edits > 0; edits--)
            Tamper(parts[random.Next(parts.Length)], random);
        (IndexLayout layout, byte[] bytes) = KeySetLayout.InOneFile(sections, Keys.Length, Seed, last);
        Memory<byte> file = _memory.AtEnd(bytes);
        foreach (string key in Keys)
        {
            KeyBits bits = BitText.ToKey(key);
            int found = KeySearch.Find(layout, file.Span, bits);
            Assert.InRange(found, -1, Keys.Length - 1);
            int slowly = new KeySet(layout, file.Span).Find(bits);
            Assert.InRange(slowly, -1, Keys.Length - 1);
            if (trial == 0)
                Assert.True(found >= 0 && found == slowly);
        }
    }

    /// <summary>A bit, a byte, a number as large as can be, or all of a part.</summary>
    private static void Tamper(byte[] part, Random random)
    {
        int place = random.Next(part.Length);
        switch (random.Next(5))
        {
            case 0:
                part[place] ^= (byte)(1 << random.Next(8));
                break;
            case 1:
                random.NextBytes(part.AsSpan(place, 1));
                break;
            case 2:
                part.AsSpan(place & ~3, 4).Fill(random.Next(2) == 0 ? (byte)0xFF : (byte)0x7F);
                break;
            case 3:
                random.NextBytes(part.AsSpan(place));
                break;
            default:
                part.AsSpan(place).Fill(random.Next(2) == 0 ? (byte)0 : (byte)0xFF);
                break;
        }
    }
}

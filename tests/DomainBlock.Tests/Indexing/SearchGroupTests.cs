using System.Buffers.Binary;
using DomainBlock.Indexing;
using DomainBlock.Indexing.Building;

namespace DomainBlock.Tests.Indexing;

/// <summary>Which groups of keys are searched at once: those that fit their parts, whatever the directory says of others.</summary>
public class SearchGroupTests
{
    private const ulong Seed = 5;
    private const int KeysEach = 100;

    /// <summary>Where in its entry a group says its first bucket, its first rank, where its low bits begin, and how many high bits it has.</summary>
    private const int FirstBucket = 0;
    private const int FirstRank = 4;
    private const int LowStart = 8;
    private const int HighBits = 12;

    private static readonly int[] Lengths = [30, 64, 200];

    private static readonly string[] Keys = [.. from length in Lengths from number in Enumerable.Range(0, KeysEach) select BitText.Random(new Random((length * KeysEach) + number), length)];

    /// <summary>What is done to the directory, and which lengths can be searched then.</summary>
    private static readonly Dictionary<string, (Action<KeySetSections> Change, int[] Searched)> Changes = new(StringComparer.Ordinal)
    {
        ["nothing"] = (_ => { }, Lengths),
        ["a group whose samples would be behind all"] = (sections => Set(sections, 2, FirstBucket, uint.MaxValue), [30, 64]),
        ["a group whose last sample would be behind all"] = (sections => Set(sections, 2, FirstBucket, (2 * 128) + 64), [30, 64]),
        ["a group whose low bits would be behind all"] = (sections => Set(sections, 1, LowStart, uint.MaxValue), [30, 200]),
        ["a group whose last low bits would be behind all"] = (sections => Set(sections, 2, LowStart, Entry(sections, 2, LowStart) + 1), [30, 64]),
        ["a group that ends before it begins"] = (sections => Set(sections, 1, FirstRank, 0x8000_0000), [200]),
        ["a group behind all ranks"] = (sections => Set(sections, 2, FirstRank, (3 * KeysEach) + 1), [30]),
        ["keys with one bucket"] = (sections => Set(sections, 0, HighBits, 0), [64, 200]),
        ["keys with more low bits than are read at once"] = (sections => Set(sections, 1, HighBits, 6), [30, 200]),
    };

    public static TheoryData<string> ChangeNames => [.. Changes.Keys];

    [Theory]
    [MemberData(nameof(ChangeNames))]
    public void Only_groups_that_fit_are_searched_at_once(string change)
    {
        KeySetSections sections = KeySetLayout.Build(Keys, Seed)!;
        Changes[change].Change(sections);

        (IndexLayout layout, byte[] _) = KeySetLayout.InOneFile(sections, Keys.Length, Seed);
        Assert.Equal(SearchGroup.MaxLength + 1, layout.SearchGroups.Length);
        Assert.Equal(Changes[change].Searched, Enumerable.Range(0, layout.SearchGroups.Length).Where(length => layout.SearchGroups[length].LowLength > 0));
        Assert.All(Changes[change].Searched, length => Assert.Equal(length, layout.SearchGroups[length].Width + layout.SearchGroups[length].HighBits));
    }

    private static int Place(KeySetSections sections, int group, int field) => ((sections.LengthBlocks + group) * KeyGroup.Size) + field;

    private static uint Entry(KeySetSections sections, int group, int field) => BinaryPrimitives.ReadUInt32LittleEndian(sections.Groups.AsSpan(Place(sections, group, field)));

    private static void Set(KeySetSections sections, int group, int field, uint value)
    {
        if (field == HighBits)
            sections.Groups[Place(sections, group, field)] = (byte)value;
        else
            BinaryPrimitives.WriteUInt32LittleEndian(sections.Groups.AsSpan(Place(sections, group, field)), value);
    }
}

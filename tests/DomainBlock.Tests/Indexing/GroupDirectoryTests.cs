using DomainBlock.Indexing;
using DomainBlock.Indexing.Building;

namespace DomainBlock.Tests.Indexing;

/// <summary>What of a directory of groups is found on opening: whatever could lead a look-up astray.</summary>
public class GroupDirectoryTests
{
    private static readonly Dictionary<string, (Action<byte[]> Change, string Fault)> Faults = new(StringComparer.Ordinal)
    {
        ["a first block that counts groups before it"] = (bytes => bytes[8] = 1, "count the groups before those of keys of 0 bits"),
        ["a block that counts one too few"] = (bytes => bytes[24] = 1, "count the groups before those of keys of 64 bits"),
        ["a count that goes round"] = (bytes => bytes.AsSpan(24, 8).Fill(0xFF), "count the groups before those of keys of 64 bits"),
        ["a length without its group"] = (bytes => bytes[23] |= 0x80, "no group for keys of 127 bits"),
        ["keys of no bits"] = (bytes => (bytes[0], bytes[24]) = (0x29, 3), "no group for keys of 0 bits"),
        ["more high bits than the key has"] = (bytes => bytes[32 + 12] = 4, "group for keys of 3 bits that cannot be"),
        ["more high bits than any group"] = (bytes => bytes[64 + 12] = 32, "group for keys of 100 bits that cannot be"),
        ["more high bits than the key of 5 bits has"] = (bytes => bytes[48 + 12] = 6, "group for keys of 5 bits that cannot be"),
        ["buckets beyond the samples"] = (bytes => bytes[64 + 12] = 9, "group for keys of 100 bits that cannot be"),
        ["a first bucket beyond the samples"] = (bytes => bytes[64 + 3] = 0xFF, "group for keys of 100 bits that cannot be"),
    };

    public static TheoryData<string> FaultNames => [.. Faults.Keys];

    [Theory]
    [MemberData(nameof(FaultNames))]
    public void A_directory_that_leads_astray_is_found(string fault)
    {
        (byte[] bytes, int blocks) = Make();
        Assert.Null(GroupDirectory.FindFault(bytes, blocks, SampleCount));
        Faults[fault].Change(bytes);
        Assert.Contains(Faults[fault].Fault, GroupDirectory.FindFault(bytes, blocks, SampleCount), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(-1, 2)]
    [InlineData(0, 6)]
    [InlineData(74 * 16, 74)]
    public void A_directory_that_does_not_fit_its_section_is_found(int more, int blocks)
    {
        (byte[] bytes, _) = Make();
        Array.Resize(ref bytes, bytes.Length + more);
        Assert.Contains("whole groups", GroupDirectory.FindFault(bytes, blocks, SampleCount), StringComparison.Ordinal);
    }

    [Fact]
    public void The_longest_key_has_a_group_and_a_longer_one_has_none()
    {
        GroupDirectoryBuilder builder = new();
        builder.Add(KeyBits.MaxLength, new KeyGroup(0, 0, 0, 0, 1));
        byte[] bytes = builder.ToBytes();
        Assert.Null(GroupDirectory.FindFault(bytes, builder.LengthBlocks, 2));
        bytes[(KeyBits.MaxLength / 64 * KeyGroup.Size) + (KeyBits.MaxLength % 64 / 8)] <<= 1;
        Assert.Contains($"no group for keys of {KeyBits.MaxLength + 1} bits", GroupDirectory.FindFault(bytes, builder.LengthBlocks, 2), StringComparison.Ordinal);
    }

    [Fact]
    public void Each_length_has_its_group_and_others_none()
    {
        (byte[] bytes, int blocks) = Make();
        var directory = new GroupDirectory(bytes, blocks);
        Assert.Equal(3, directory.Count);
        for (int length = 0; length < 200; length++)
        {
            bool isThere = directory.TryFind(length, out KeyGroup group, out uint number);
            Assert.Equal(length is 3 or 5 or 100, isThere);
            Assert.Equal(length switch { 5 => 1u, 100 => 2u, _ => 0u }, number);
            Assert.Equal(length switch { 5 => 4u, 100 => 36u, _ => 0u }, group.FirstBucket);
        }
    }

    /// <summary>Groups of 3, 5 and 100 bits, of 4, 32 and 128 buckets, with the samples that they take.</summary>
    private const int SampleCount = ((4 + 32 + 128) / 64) + (2 * 3);

    private static (byte[] Bytes, int Blocks) Make()
    {
        GroupDirectoryBuilder builder = new();
        builder.Add(3, new KeyGroup(0, 0, 0, 2, 3));
        builder.Add(5, new KeyGroup(4, 3, 1, 5, 20));
        builder.Add(100, new KeyGroup(36, 23, 1, 7, 100));
        return (builder.ToBytes(), builder.LengthBlocks);
    }
}

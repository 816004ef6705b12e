using DomainBlock.Indexing;
using DomainBlock.Indexing.Building;

namespace DomainBlock.Tests.Indexing;

/// <summary>Lengths and their groups; and that a hostile directory leads to no group that cannot be.</summary>
public class GroupDirectoryTests
{
    private static readonly Dictionary<string, (Action<byte[]> Change, int Length)> Faults = new(StringComparer.Ordinal)
    {
        ["a block that counts too many"] = (bytes => bytes[24] = 3, 100),
        ["a count that goes round"] = (bytes => bytes.AsSpan(24, 8).Fill(0xFF), 100),
        ["a length without its group"] = (bytes => bytes[23] |= 0x80, 127),
        ["keys of no bits"] = (bytes => bytes[0] |= 1, 0),
        ["more high bits than the key has"] = (bytes => bytes[32 + 12] = 4, 3),
        ["more high bits than any group"] = (bytes => bytes[64 + 12] = 32, 100),
    };

    public static TheoryData<string> FaultNames => [.. Faults.Keys];

    [Theory]
    [MemberData(nameof(FaultNames))]
    public void What_cannot_be_is_not_found(string fault)
    {
        (byte[] bytes, int blocks) = Make();
        Faults[fault].Change(bytes);
        Assert.False(new GroupDirectory(bytes, blocks).TryFind(Faults[fault].Length, out _, out _));
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

    private static (byte[] Bytes, int Blocks) Make()
    {
        GroupDirectoryBuilder builder = new();
        builder.Add(3, new KeyGroup(0, 0, 0, 2, 3));
        builder.Add(5, new KeyGroup(4, 3, 1, 5, 20));
        builder.Add(100, new KeyGroup(36, 23, 1, 7, 100));
        return (builder.ToBytes(), builder.LengthBlocks);
    }
}

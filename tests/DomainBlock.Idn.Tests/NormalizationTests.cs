namespace DomainBlock.Idn.Tests;

/// <summary>NormalizationTest.txt, what it says of NFC.</summary>
public class NormalizationTests
{
    private const string File = "NormalizationTest.txt.gz";

    private static readonly IReadOnlyList<VectorLine> Lines = [.. Vectors.Read(File).Where(line => !line.Columns[0].StartsWith('@'))];

    public static IEnumerable<TheoryDataRow<int>> Groups => Vectors.Groups(File);

    [Fact]
    public void All_lines_are_there() => Assert.Equal(20034, Lines.Count);

    [Theory]
    [MemberData(nameof(Groups))]
    public void Every_column_composes_as_it_should(int group) => Vectors.CheckGroup(Lines, group, line =>
    {
        int[][] c = Columns(line);

        // c2 == toNFC(c1) == toNFC(c2) == toNFC(c3); c4 == toNFC(c4) == toNFC(c5).
        bool isRight = Nfc(c[0]).SequenceEqual(c[1]) && Nfc(c[1]).SequenceEqual(c[1]) && Nfc(c[2]).SequenceEqual(c[1])
            && Nfc(c[3]).SequenceEqual(c[3]) && Nfc(c[4]).SequenceEqual(c[3]);
        bool isKnown = IsComposed(c[1]) && IsComposed(c[3]) && IsComposed(c[0]) == c[0].SequenceEqual(c[1]);
        return isRight && isKnown ? null : string.Join(' ', Nfc(c[0]).Select(x => $"{x:X4}"));
    });

    [Fact]
    public void Code_points_that_part_1_leaves_out_stay_as_they_are()
    {
        var listed = new HashSet<int>();
        foreach (string[] columns in Vectors.Read(File).Select(line => line.Columns)
            .SkipWhile(columns => !columns[0].StartsWith("@Part1", StringComparison.Ordinal)).Skip(1)
            .TakeWhile(columns => !columns[0].StartsWith('@')))
        {
            listed.Add(Vectors.CodePoints(columns[0])[0]);
        }
        Assert.True(listed.Count > 17_000);
        IEnumerable<int> changed = Enumerable.Range(0, 0x110000)
            .Where(c => c is (< 0xD800 or > 0xDFFF) && !listed.Contains(c))
            .Where(c => !(Nfc([c]) is [int only] && only == c));
        Assert.Empty(changed);
    }

    [Fact]
    public void A_label_that_does_not_fit_is_said_so_and_left_alone()
    {
        int[] label = [0xE9, 0xE9, 0x301, 0];

        // The middle one becomes two, and the mark behind it makes three.
        int[] before = [.. label];
        int length = 3;
        Assert.False(NfcComposer.Compose(label, ref length, new int[2]));
        Assert.Equal(before, label);
        Assert.Equal(3, length);
    }

    private static int[][] Columns(VectorLine line)
    {
        var columns = new int[5][];
        for (int i = 0; i < 5; i++)
            columns[i] = line.Columns[i].Length == 0 ? columns[i - 1] : Vectors.CodePoints(line.Columns[i]);
        return columns;
    }

    private static int[] Nfc(int[] text)
    {
        var label = new int[text.Length * 4];
        text.CopyTo(label, 0);
        int length = text.Length;
        Assert.True(NfcComposer.Compose(label, ref length, new int[text.Length * 4]));
        return label[..length];
    }

    private static bool IsComposed(int[] text) => NfcComposer.IsComposed(text, new int[text.Length * 4], out _);
}

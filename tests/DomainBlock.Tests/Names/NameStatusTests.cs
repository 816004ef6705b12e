using System.Text;

namespace DomainBlock.Tests.Names;

public class NameStatusTests
{
    private static readonly string Label63 = new('l', 63);
    private static readonly string Full253 = $"{Label63}.{Label63}.{Label63}.{new string('x', 61)}";
    private static readonly string Labels127 = string.Join('.', Enumerable.Repeat("x", 127));

    public static TheoryData<string, string> ValidTexts => new()
    {
        { "example.com", "example.com" },
        { "example.com.", "example.com" },
        { "ExAmPlE.CoM", "example.com" },
        { ".", "." },
        { "a", "a" },
        { "_dmarc.a_b.example", "_dmarc.a_b.example" },
        { "-a.b-.example", "-a.b-.example" },
        { "r1---sn-x.googlevideo.com", "r1---sn-x.googlevideo.com" },
        { "xn--.example", "xn--.example" },
        { "xn--p1ai", "xn--p1ai" },
        { "*.example", "*.example" },
        { @"a\.b.c", @"a\.b.c" },
        { @"a\046b.c", @"a\.b.c" },
        { @"\097\066c", "abc" },
        { @"\A\B", "ab" },
        { @"\000\255.x", @"\000\255.x" },
        { @"a\ b", @"a\032b" },
        { @"\\", @"\\" },
        { @"a\@b", @"a\@b" },
        { Label63, Label63 },
        { Full253, Full253 },
        { Full253 + ".", Full253 },
        { Labels127, Labels127 },
    };

    public static TheoryData<string, NameStatus, int> InvalidTexts => new()
    {
        { "", NameStatus.Empty, 0 },
        { "..", NameStatus.EmptyLabel, 0 },
        { ".a", NameStatus.EmptyLabel, 0 },
        { "a..", NameStatus.EmptyLabel, 2 },
        { "a..b", NameStatus.EmptyLabel, 2 },
        { "l" + Label63, NameStatus.LabelTooLong, 63 },
        { $"a.l{Label63}.b", NameStatus.LabelTooLong, 65 },
        { Full253 + "x", NameStatus.NameTooLong, 254 },
        { Full253 + ".x", NameStatus.NameTooLong, 255 },
        { Labels127 + ".x", NameStatus.NameTooLong, 255 },
        { Labels127 + ".x.com", NameStatus.NameTooLong, 255 },
        { @"a\", NameStatus.BadEscape, 1 },
        { @"a\1", NameStatus.BadEscape, 1 },
        { @"a\25", NameStatus.BadEscape, 1 },
        { @"a\256", NameStatus.BadEscape, 1 },
        { @"ab.\0x0", NameStatus.BadEscape, 3 },
        { "a\\\u0001", NameStatus.BadEscape, 1 },
        { "a b", NameStatus.ForbiddenCharacter, 1 },
        { "a.b\t", NameStatus.ForbiddenCharacter, 3 },
        { "http://x", NameStatus.ForbiddenCharacter, 4 },
        { "a%2eb", NameStatus.ForbiddenCharacter, 1 },
        { "\u007F", NameStatus.ForbiddenCharacter, 0 },
        { "a.\uD800.b", NameStatus.IllFormedText, 2 },
        { "a\uDC00", NameStatus.IllFormedText, 1 },
    };

    public static TheoryData<byte[], int, NameStatus, int> InvalidWires => new()
    {
        { [], 0, NameStatus.Truncated, 0 },
        { [0], 1, NameStatus.Truncated, 1 },
        { [0], -1, NameStatus.Truncated, -1 },
        { [3, (byte)'a', (byte)'b'], 0, NameStatus.Truncated, 0 },
        { [1, (byte)'a'], 0, NameStatus.Truncated, 2 },
        { [0xC0], 0, NameStatus.Truncated, 0 },
        { [0x40, 0], 0, NameStatus.BadLabelType, 0 },
        { [1, (byte)'a', 0x80, 0], 0, NameStatus.BadLabelType, 2 },
        { [0xC0, 0], 0, NameStatus.BadPointer, 0 }, // to itself
        { [0, 0xC0, 3, 0], 1, NameStatus.BadPointer, 1 }, // forwards
        { [1, (byte)'a', 0xC0, 0], 0, NameStatus.BadPointer, 2 }, // a loop
        { [1, (byte)'a', 0xC0, 4, 1, (byte)'b', 0xC0, 0], 4, NameStatus.BadPointer, 2 }, // a loop of two
        { [.. Enumerable.Repeat<byte[]>([1, (byte)'x'], 128).SelectMany(label => label), 0], 0, NameStatus.NameTooLong, 254 },
    };

    [Theory]
    [MemberData(nameof(ValidTexts))]
    public void A_valid_text_has_one_canonical_form(string text, string canonical)
    {
        Assert.Equal(NameStatus.Valid, DomainName.Read(text, out DomainName name, out int position));
        Assert.Equal(text.Length == 1 && text[0] == '.' ? 0 : text.Length, position);
        Assert.Equal(canonical, name.ToString());
        Assert.Equal(NameStatus.Valid, DomainName.Read(Encoding.ASCII.GetBytes(text), out DomainName fromUtf8, out _));
        Assert.Equal(name, fromUtf8);
    }

    [Theory]
    [MemberData(nameof(InvalidTexts))]
    public void An_invalid_text_is_refused_with_the_rule_and_the_place(string text, NameStatus status, int position)
    {
        Assert.Equal((status, position), (DomainName.Read(text, out DomainName name, out int place), place));
        Assert.True(name.IsRoot);
        Assert.False(DomainName.TryParse(text, out _));
        FormatException refusal = Assert.Throws<FormatException>(() => DomainName.Parse(text));
        Assert.Contains(status.Describe(), refusal.Message, StringComparison.Ordinal);

        using Blocklist all = Blocklist.Create([new Rule(default)]);
        Assert.Equal((status, Verdict.None, -1, -1), Answer(all.Match(text)));
    }

    [Theory]
    [MemberData(nameof(InvalidWires))]
    public void An_invalid_wire_name_is_refused_with_the_rule_and_the_place(byte[] message, int offset, NameStatus status, int position)
    {
        var wire = new WireName(message, offset);
        Assert.Equal((status, position), (DomainName.Read(wire, out DomainName name, out int place), place));
        Assert.True(name.IsRoot);

        using Blocklist all = Blocklist.Create([new Rule(default)]);
        Assert.Equal((status, Verdict.None, -1, -1), Answer(all.Match(wire)));
    }

    [Theory]
    [InlineData(new byte[] { (byte)'a', 0x80 }, 1)] // a continuation byte alone
    [InlineData(new byte[] { 0xC0, 0xAE }, 0)] // an overlong dot
    [InlineData(new byte[] { (byte)'a', (byte)'.', 0xED, 0xA0, 0x80 }, 2)] // a surrogate
    [InlineData(new byte[] { 0xE2, 0x82 }, 0)] // cut off
    [InlineData(new byte[] { 0xF5, 0x80, 0x80, 0x80 }, 0)] // beyond U+10FFFF
    public void Ill_formed_utf8_is_refused_at_its_first_byte(byte[] utf8, int position)
    {
        Assert.Equal((NameStatus.IllFormedText, position), (DomainName.Read(utf8, out _, out int place), place));
    }

    [Fact]
    public void Every_status_has_words_of_its_own()
    {
        NameStatus[] all = Enum.GetValues<NameStatus>();
        Assert.Equal(all.Length, all.Select(status => status.Describe()).Distinct(StringComparer.Ordinal).Count());
        Assert.Throws<ArgumentOutOfRangeException>(() => ((NameStatus)255).Describe());
    }

    private static (NameStatus, Verdict, int, int) Answer(MatchResult result) => (result.Status, result.Verdict, result.Rule, result.List);
}

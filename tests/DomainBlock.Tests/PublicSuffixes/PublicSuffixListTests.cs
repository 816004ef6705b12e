using System.Text;
using DomainBlock.Generators;
using DomainBlock.Indexing.Building;
using DomainBlock.PublicSuffixes;
using DomainBlock.Tests.Indexing;
using FsCheck;
using FsCheck.Fluent;

namespace DomainBlock.Tests.PublicSuffixes;

/// <summary>The list's algorithm, read from its text, as a dictionary and as the table in a file.</summary>
public class PublicSuffixListTests
{
    /// <summary>The shapes that the real list has.</summary>
    private const string Text = """
        // ===BEGIN ICANN DOMAINS===
        com
        uk
        co.uk   and what follows is no part of it
        *.ck
        !www.ck
        jp
        *.kobe.jp
        !city.kobe.jp
        食狮.公司.cn
        // ===END ICANN DOMAINS===
        // ===BEGIN PRIVATE DOMAINS===
        github.io
        *.compute.example.com
        // ===END PRIVATE DOMAINS===
        """;

    private const ulong Seed = 0x0123_4567_89AB_CDEF;

    [Theory]
    [InlineData("com", "com")]
    [InlineData("example.com", "com")]
    [InlineData("a.example.com", "com")]
    [InlineData("example.co.uk", "co.uk")]
    [InlineData("example.uk", "uk")]
    [InlineData("ck", "ck")]
    [InlineData("a.ck", "a.ck")]
    [InlineData("b.a.ck", "a.ck")]
    [InlineData("www.ck", "ck")]
    [InlineData("a.www.ck", "ck")]
    [InlineData("kobe.jp", "jp")]
    [InlineData("c.kobe.jp", "c.kobe.jp")]
    [InlineData("b.c.kobe.jp", "c.kobe.jp")]
    [InlineData("city.kobe.jp", "kobe.jp")]
    [InlineData("www.city.kobe.jp", "kobe.jp")]
    [InlineData("a.食狮.公司.cn", "食狮.公司.cn")]
    [InlineData("a.xn--85x722f.xn--55qx5d.cn", "食狮.公司.cn")]
    [InlineData("a.unknown", "unknown")]
    [InlineData("a.github.io", "io")]
    [InlineData("a.b.compute.example.com", "com")]
    public void The_suffix_of_a_name_is_that_of_the_ICANN_section(string name, string suffix) => AssertSuffix(List(), name, suffix, withPrivate: false);

    [Theory]
    [InlineData("a.github.io", "github.io")]
    [InlineData("a.b.compute.example.com", "b.compute.example.com")]
    [InlineData("compute.example.com", "com")]
    [InlineData("a.example.com", "com")]
    public void With_the_private_section_it_may_be_longer(string name, string suffix) => AssertSuffix(List(), name, suffix, withPrivate: true);

    [Fact]
    public void The_root_has_none_and_is_none()
    {
        Assert.Equal(0, List().CountSuffixLabels(default));
        Assert.False(List().IsPublicSuffix(default));
        Assert.True(List().IsPublicSuffix(DomainName.Parse("co.uk")));
        Assert.False(List().IsPublicSuffix(DomainName.Parse("github.io")));
        Assert.True(List().IsPublicSuffix(DomainName.Parse("github.io"), withPrivate: true));
    }

    [Theory]
    [InlineData("com\n\n*.a.*\n", 3)]
    [InlineData("!\n", 1)]
    [InlineData("com\na..b\n", 2)]
    public void A_line_that_is_no_rule_is_refused_by_number(string text, int line) =>
        Assert.Contains($"Line {line} ", Assert.Throws<InvalidDataException>(() => Read(text)).Message, StringComparison.Ordinal);

    // In wire form a label may have a dot in it: as text it could pass for two labels of the list's.
    [Theory]
    [InlineData(@"a.www\.ck")]
    [InlineData(@"b.a.kawasaki\.jp")]
    [InlineData(@"a.co\.uk")]
    [InlineData(@"a\.co.uk")]
    public void A_dot_inside_a_label_ends_no_label(string text)
    {
        PublicSuffixList list = Read("uk\nco.uk\n*.ck\n!www.ck\njp\n*.kawasaki.jp\n");
        var name = DomainName.Parse(text);
        Assert.Equal(list.CountSuffixLabels(name), InTable(list.ToTable(withPrivate: false, Seed), name));
        Assert.Throws<InvalidDataException>(() => Read(@"co\.uk"));
    }

    [Fact]
    public void The_digest_is_that_of_the_bytes() =>
        Assert.Equal("e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855", Read("").Digest);

    [RuleSetProperty]
    public Property The_table_says_what_the_list_says() =>
        Prop.ForAll(
            (from suffixes in NameGenerators.Name.ArrayOf(12)
             from kinds in Gen.Elements("", "", "*.", "!").ArrayOf(12)
             from names in NameGenerators.Below(Gen.Elements(suffixes.Append(default).ToArray()), 0, 3).ArrayOf(40)
             select (Rules: suffixes.Zip(kinds, (s, k) => s.IsRoot ? "" : k + s), names)).ToArbitrary(),
            given =>
            {
                PublicSuffixList list = Read(string.Join('\n', given.Rules.Where(IsRule)));
                byte[] table = list.ToTable(withPrivate: false, Seed);
                foreach (DomainName name in given.names)
                    Assert.Equal(list.CountSuffixLabels(name), InTable(table, name));
            });

    [Fact]
    public void A_table_of_any_octets_is_read_within_its_bounds()
    {
        byte[] sound = List().ToTable(withPrivate: true, Seed);
        Assert.True(PublicSuffixTable.IsSound(sound));
        Assert.False(PublicSuffixTable.IsSound(sound.AsSpan(0, PublicSuffixTable.HeaderSize)));
        var random = new Random(4);
        for (int trial = 0; trial < 2_000; trial++)
        {
            byte[] table = [.. sound];
            for (int edits = random.Next(1, 30); edits > 0; edits--)
                table[random.Next(PublicSuffixTable.HeaderSize, table.Length)] = (byte)random.Next(256);
            foreach (string name in (string[])["a.b.co.uk", "www.ck", "a.b.c.kobe.jp", "x"])
            {
                int labels = InTable(table, DomainName.Parse(name));
                Assert.InRange(labels, 0, name.Count(c => c == '.') + 1);
            }
        }
    }

    /// <summary>Whether the list can say this: a drawn name may begin with a label <c>!</c>, which leaves an empty one behind the mark.</summary>
    private static bool IsRule(string rule)
    {
        string name = rule[(rule.StartsWith('!') ? 1 : rule.StartsWith("*.", StringComparison.Ordinal) ? 2 : 0)..];
        return name.All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '.') && DomainName.TryParse(name, out DomainName parsed) && !parsed.IsRoot;
    }

    private static PublicSuffixList List() => Read(Text);

    private static PublicSuffixList Read(string text) => PublicSuffixList.Read(new MemoryStream(Encoding.UTF8.GetBytes(text)));

    private static void AssertSuffix(PublicSuffixList list, string name, string suffix, bool withPrivate)
    {
        int labels = suffix.Count(c => c == '.') + 1;
        Assert.Equal(labels, list.CountSuffixLabels(DomainName.Parse(name), withPrivate));
        Assert.Equal(labels, InTable(list.ToTable(withPrivate, Seed), DomainName.Parse(name)));
    }

    private static int InTable(byte[] table, DomainName name)
    {
        Assert.True(PublicSuffixTable.IsSound(table));
        var indexed = new IndexedName(Seed);
        indexed.Read(NameSet.ReversedKeyOf(name));
        return new PublicSuffixTable(table).CountSuffixLabels(indexed.Text, indexed.Suffixes, indexed.LabelCount, hasDotsBetweenLabelsOnly: false);
    }
}

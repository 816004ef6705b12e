using System.IO.Compression;
using System.Text;
using FsCheck;
using FsCheck.Fluent;
using FsCheck.Xunit;

namespace DomainBlock.Lists.Proxies.Tests.SingBox;

public sealed class SrsReaderTests
{
    /// <summary>
    /// Written by hand from the description of the format; the zlib data is stored, not compressed. Two names: <c>x.a</c> alone, whose key is <c>a.x</c>, and the subtree of <c>b</c>, whose key
    /// is <c>b\n</c>. Nodes: 0 -a-> 1, 0 -b-> 2, 1 -.-> 3, 2 -\n-> 4, 3 -x-> 5; keys end at 4 and 5.
    /// </summary>
    [Fact]
    public void A_file_is_read_octet_by_octet()
    {
        byte[] file =
        [
            0x53, 0x52, 0x53, 0x02,                               // "SRS", version 2
            0x78, 0x01,                                           // zlib: deflate, no dictionary
            0x01, 0x1E, 0x00, 0xE1, 0xFF,                         // the last block, stored: 30 octets, and the complement of that
            0x01,                                                 // one rule
            0x00,                                                 // a plain one
            0x02, 0x01,                                           // item: names; a set of version 1
            0x01, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x30, // one word of leaves: bits 4 and 5
            0x01, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x07, 0x54, // one word of shape, from the lowest bit: 001 01 01 01 1 1
            0x05, 0x61, 0x62, 0x2E, 0x0A, 0x78,                   // five labels: a b . \n x
            0xFF, 0x00,                                           // the rule ends, and is not inverted
            0x10, 0xE3, 0x03, 0x09,                               // the checksum of the 30 octets
        ];
        Assert.Equal(["|x.a^", "||b^"], ProxyText.Rules(ListFormat.Srs, file));
    }

    [Theory]
    [InlineData("x.example", "|x.example^")]
    [InlineData("$x.example", "||x.example^")]
    [InlineData("^.x.example", "||*.x.example^")]
    [InlineData("bücher.example", "|xn--bcher-kva.example^")]
    public void A_key_is_a_rule(string key, string rule) =>
        Assert.Equal([rule], ProxyText.Rules(ListFormat.Srs, SrsBytes.File(2, [1, .. SrsBytes.Rule(Utf8Names(key))])));

    /// <summary>Version 1 writes a subtree as two keys; an old writer's suffix may begin inside of a label.</summary>
    [Fact]
    public void A_subtree_of_version_1_is_one_entry()
    {
        byte[] file = SrsBytes.Of(1, SrsBytes.Rule(SrsBytes.Names("x.example", "^.x.example", "^y.example", "^.z.example", "a.x.example")));
        (ListReport report, List<Rule> rules) = ProxyText.Read(ListFormat.Srs, file);
        Assert.Equal(["suffix-glob:*y.example", "|a.x.example^", "||*.z.example^", "||x.example^"], rules.Select(rule => rule.ToString()).Order(StringComparer.Ordinal));
        Assert.Equal("rule 4", ProxyText.Counts(report));
    }

    [Fact]
    public void Each_value_is_an_entry_with_its_reason()
    {
        byte[] file = SrsBytes.Of(
            4,
            SrsBytes.Rule(SrsBytes.Names("$x.example"), SrsBytes.Texts(3, "ads", ""), SrsBytes.Texts(4, "^ads[0-9]", "("), SrsBytes.Ranges(6, ([10, 0, 0, 0], [10, 255, 255, 255]))),
            SrsBytes.Rule(SrsBytes.Numbers(9, 443), SrsBytes.Names("y.example", "z.example")),
            SrsBytes.Rule(SrsBytes.Numbers(0, 1, 28), SrsBytes.Names("q.example")),
            SrsBytes.Inverted(SrsBytes.Names("i.example")),
            SrsBytes.Rule(SrsBytes.Texts(14, "wifi")),
            SrsBytes.Rule([19], [20], [18, 2, 0, 1], SrsBytes.Texts(11, "curl")),
            SrsBytes.Rule([21, 1, 0, 1, 4, 10, 0, 0, 1, 8], [22, 1, 16, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1, 128]),
            SrsBytes.Rule());
        (ListReport report, List<Rule> rules) = ProxyText.Read(ListFormat.Srs, file);
        Assert.Equal(["||x.example^", "keyword:ads", "regexp:^ads[0-9]", "|q.example^$dnstype=A|AAAA"], rules.Select(rule => rule.ToString()));
        Assert.Equal("rule 4, directive 1, address 1, glob 1, regex 1, action 1, trigger 5", ProxyText.Counts(report));
        Assert.Contains(report.Samples, sample => sample is { Line: 6, Reason: LineReason.Address, Text: "10.0.0.0-10.255.255.255" });
        Assert.Contains(report.Samples, sample => sample is { Reason: LineReason.Trigger, Detail: "port=443", Text: "y.example" });
        Assert.Contains(report.Samples, sample => sample is { Reason: LineReason.Trigger, Detail: "network_interface_address=0:10.0.0.1/8" });
    }

    [Fact]
    public void What_a_logical_rule_says_counts_for_all_below_it()
    {
        byte[] a = SrsBytes.Rule(SrsBytes.Names("a.example"));
        byte[] b = SrsBytes.Rule(SrsBytes.Names("b.example"), SrsBytes.Numbers(9, 80));
        (ListReport any, List<Rule> rules) = ProxyText.Read(ListFormat.Srs, SrsBytes.Of(2, SrsBytes.Logical(isAnd: false, isInverted: false, a, b)));
        Assert.Equal(["|a.example^"], rules.Select(rule => rule.ToString()));
        Assert.Equal("rule 1, trigger 1", ProxyText.Counts(any));
        foreach (byte[] rule in new[] { SrsBytes.Logical(isAnd: true, isInverted: false, a, a), SrsBytes.Logical(isAnd: false, isInverted: true, a, a) })
        {
            (ListReport none, rules) = ProxyText.Read(ListFormat.Srs, SrsBytes.Of(2, a, SrsBytes.Logical(isAnd: false, isInverted: false, rule)));
            Assert.Single(rules);
            Assert.Equal(2, none.Count(LineReason.Trigger) + none.Count(LineReason.Action));
        }
    }

    [Theory]
    [InlineData("$x.example", "||x.example^")]
    [InlineData("x.example", "|x.example^")]
    [InlineData("$*.x.example", "||*.x.example^")]
    [InlineData("^.x.example", "||*.x.example^")]
    [InlineData("$x.example_", "||x.example")]
    [InlineData("^x.example", "x.example^")]
    [InlineData("x*.example", "|x*.example^")]
    [InlineData("^ads_", "ads")]
    [InlineData("$1.2.3.4", null)]
    public void Rules_of_AdGuard_are_names_or_globs(string key, string? rule)
    {
        (ListReport report, List<Rule> rules) = ProxyText.Read(ListFormat.Srs, SrsBytes.Of(2, SrsBytes.Rule(SrsBytes.AdguardRules(key)), SrsBytes.Rule(SrsBytes.Names("good.example"))));
        Assert.Equal(rule is null ? [] : [rule], rules.Select(r => r.ToString()).Where(r => r != "|good.example^"));
        Assert.Equal(rule is null ? 1 : 0, report.Count(LineReason.Address));
    }

    [Property(MaxTest = 300, QuietOnSuccess = true)]
    public Property What_was_written_comes_back()
    {
        Gen<Rule> rule =
            from name in Gen.Elements("a.example", "b.a.example", "x_y.example", "com", "x-y.example", "a")
            from pattern in Gen.Elements(RulePattern.Subtree, RulePattern.Subdomains, RulePattern.Exact)
            select new Rule(DomainName.Parse(name), pattern);
        return Prop.ForAll(rule.NonEmptyListOf().ToArbitrary(), rules =>
        {
            byte[] file = Write(rules, out WriteReport report);
            Assert.True(report.IsComplete);
            Assert.Equal(rules.Count, report.Written);
            HashSet<(string Name, RulePattern Pattern)> given = [.. rules.Select(r => (r.Name.ToString(), r.Pattern))];

            // The name alone and what is below it come back as what they are together.
            foreach ((string name, RulePattern pattern) in given.Where(g => g.Pattern == RulePattern.Exact && given.Contains((g.Name, RulePattern.Subdomains))).ToArray())
            {
                given.Remove((name, RulePattern.Exact));
                given.Remove((name, RulePattern.Subdomains));
                given.Add((name, RulePattern.Subtree));
            }
            HashSet<(string Name, RulePattern Pattern)> back = [.. ProxyText.Read(ListFormat.Srs, file).Rules.Select(r => (r.Name.ToString(), r.Pattern))];
            Assert.Equal(given.Order(), back.Order());
        });
    }

    [Fact]
    public void Keywords_and_regular_expressions_come_back()
    {
        Rule[] rules =
        [
            Rule.WithExpression(NameExpression.Parse(ExpressionSyntax.Keyword, "ads")), Rule.WithExpression(NameExpression.Parse(ExpressionSyntax.Re2Regex, "^ads[0-9]+")),
            Rule.WithExpression(NameExpression.Parse(ExpressionSyntax.LabelGlob, "a.*.example")),
        ];
        byte[] file = Write(rules, out WriteReport report);
        Assert.Equal((2, "a glob that the format has no way to write"), (report.Written, Assert.Single(report.Dropped.Keys)));
        Assert.Equal(["keyword:ads", "regexp:^ads[0-9]+"], ProxyText.Rules(ListFormat.Srs, file));
    }

    [Fact]
    public void What_a_set_cannot_carry_is_counted()
    {
        byte[] file = Write(
            [
                new Rule(DomainName.Parse("a.example"), RulePattern.OneLabel), new Rule(DomainName.Parse("a.example"), RulePattern.Exact, RuleAction.Allow),
                new Rule(DomainName.Parse("a.example"), RulePattern.Exact, RuleAction.Block, RuleLevel.Important), new Rule(DomainName.Parse("1.2.3.4")),
            ],
            out WriteReport report);
        Assert.Equal(["a name that reads as an address", "a rule on one label below a name", "an allow rule", "an important rule"], report.Dropped.Keys);
        Assert.Equal(SrsBytes.Of(2)[..4], file[..4]);
        Assert.Equal(0, ProxyText.Read(ListFormat.Srs, file).Report.Lines);
    }

    [Theory]
    [InlineData(CompressionLevel.SmallestSize)]
    [InlineData(CompressionLevel.NoCompression)]
    public void A_file_cut_off_anywhere_is_refused(CompressionLevel level)
    {
        byte[] list = [2, .. SrsBytes.Rule(SrsBytes.Names("$x.example", "y.example"), SrsBytes.Texts(3, "ads")), .. SrsBytes.Rule(SrsBytes.Ranges(6, ([1, 2, 3, 4], [1, 2, 3, 5])), SrsBytes.Numbers(7, 1))];
        byte[] file = SrsBytes.File(2, list, level);
        for (int length = 1; length < file.Length; length++)
            Assert.True(ProxyText.Refusal(ListFormat.Srs, file[..length]).Fault is ListFault.CutOff or ListFault.Malformed, $"{length} bytes");
        Assert.Equal(ListFault.CutOff, ProxyText.Refusal(ListFormat.Srs, [.. file, 0]).Fault);
        for (int length = 1; length < list.Length; length++)
            Assert.Contains("byte", ProxyText.Refusal(ListFormat.Srs, SrsBytes.File(2, list[..length], level)).Message, StringComparison.Ordinal);
        Assert.Contains("1 bytes follow", ProxyText.Refusal(ListFormat.Srs, SrsBytes.File(2, [.. list, 0])).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_flipped_bit_of_a_file_is_refused()
    {
        byte[] file = SrsBytes.Of(2, SrsBytes.Rule(SrsBytes.Names("$x.example", "y.example")));
        List<Rule> expected = ProxyText.Read(ListFormat.Srs, file).Rules;
        for (int bit = 0; bit < file.Length * 8; bit++)
        {
            byte[] flipped = [.. file];
            flipped[bit / 8] ^= (byte)(1 << (bit % 8));
            try
            {
                // Another version that is known, and what the header of zlib says of the level, or of room that is not needed, and bits behind the data's end mean nothing for the content.
                Assert.Equal(expected, ProxyText.Read(ListFormat.Srs, flipped).Rules);
            }
            catch (ListRefusedException e)
            {
                Assert.Contains(e.Fault, new[] { ListFault.CutOff, ListFault.Malformed, ListFault.DecompressionLimit });
            }
        }
    }

    /// <summary>The header of zlib may ask for a dictionary, which nobody has. .NET tells it by another exception than other damage.</summary>
    [Fact]
    public void Zlib_data_that_asks_for_a_dictionary_is_refused() =>
        Assert.Equal(ListFault.Malformed, ProxyText.Refusal(ListFormat.Srs, [.. "SRS\u0002"u8, 0x78, 0x20, 1, 2, 3, 4, .. new byte[20]]).Fault);

    [Theory]
    [InlineData(0)]
    [InlineData(5)]
    [InlineData(255)]
    public void Another_version_is_refused_by_number(byte version) => Assert.Contains(
        $"version {version}", ProxyText.Refusal(ListFormat.Srs, SrsBytes.Of(version, SrsBytes.Rule(SrsBytes.Names("a.example")))).Message, StringComparison.Ordinal);

    public static TheoryData<byte[]> BadLists => new(
        [1, 2, 0, 0],                                              // a kind of rule that is not known
        [1, 1, 2, 0, 0],                                           // a mode that is not known
        [1, 0, 23, 0xFF, 0],                                       // an item that is not known
        [1, 0, 0xFF, 2],                                           // neither inverted nor not
        [1, 0, 19, 19, 0xFF, 0],                                   // an item twice
        [1, 0, 6, 2, 0, 0, 0, 0, 0, 0, 0, 0, 0xFF, 0],             // addresses of another version
        [1, 0, 6, 1, 0, 0, 0, 0, 0, 0, 0, 1, 5, 1, 2, 3, 4, 5, 4, 1, 2, 3, 4, 0xFF, 0], // an address of five octets
        [1, 0, 2, 2, 0, 0, 0, 0xFF, 0],                            // a set of another version
        [1, 0, 2, 1, 0, 0, 0, 0xFF, 0],                            // a set without any node
        [0x80, 0x80, 0x80, 0x80, 0x80, 0x80, 0x80, 0x80, 0x80, 0x02], // a count beyond 64 bits
        [0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0x01], // as many rules as 64 bits can say
        [1, 0, 3, 0xFF, 0xFF, 0xFF, 0xFF, 0x7F, 0xFF, 0],          // more texts than there is room for
        [1, 0, 2, 1, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0x01, 0, 0, 0xFF, 0]); // as many words

    [Theory]
    [MemberData(nameof(BadLists))]
    public void A_list_that_is_built_otherwise_is_refused_with_its_place(byte[] list)
    {
        ListRefusedException refusal = ProxyText.Refusal(ListFormat.Srs, SrsBytes.File(2, list));
        Assert.True(refusal.Fault is ListFault.Malformed or ListFault.CutOff);
        Assert.Matches("byte [0-9]+", refusal.Message);
    }

    [Fact]
    public void Rules_in_rules_are_followed_to_a_depth()
    {
        byte[] rule = SrsBytes.Rule(SrsBytes.Names("a.example"));
        for (int depth = 0; depth < 32; depth++)
            rule = SrsBytes.Logical(isAnd: false, isInverted: false, rule);
        Assert.Single(ProxyText.Read(ListFormat.Srs, SrsBytes.Of(2, rule)).Rules);
        Assert.Contains("32 deep", ProxyText.Refusal(ListFormat.Srs, SrsBytes.Of(2, SrsBytes.Logical(false, false, rule))).Message, StringComparison.Ordinal);
        byte[] endless = [1, .. Enumerable.Repeat(new byte[] { 1, 1, 1 }, 1_000_000).SelectMany(octets => octets)];
        Assert.Equal(ListFault.Malformed, ProxyText.Refusal(ListFormat.Srs, SrsBytes.File(2, endless)).Fault);
    }

    [Fact]
    public void A_logical_rule_of_very_many_rules_is_refused()
    {
        byte[] empty = SrsBytes.Rule();
        byte[] held = [1, 1, 1, .. SrsBytes.Varint(70_000), .. Enumerable.Repeat(empty, 70_000).SelectMany(octets => octets), 0];
        Assert.Contains("65536", ProxyText.Refusal(ListFormat.Srs, SrsBytes.File(2, held)).Message, StringComparison.Ordinal);
    }

    private static byte[] Utf8Names(string key)
    {
        byte[] text = Encoding.UTF8.GetBytes(ProxyText.Reverse(key.Replace('$', '\n').Replace('^', '\r')));
        (byte[] leaves, byte[] shape, byte[] labels) = new Succinct.PlainSet([text]).Write();
        return [2, 1, .. SrsBytes.Varint((ulong)leaves.Length / 8), .. leaves, .. SrsBytes.Varint((ulong)shape.Length / 8), .. shape, .. SrsBytes.Varint((ulong)labels.Length), .. labels];
    }

    private static byte[] Write(IEnumerable<Rule> rules, out WriteReport report)
    {
        using var stream = new MemoryStream();
        report = ProxyList.Write(stream, ListFormat.Srs, rules);
        return stream.ToArray();
    }
}

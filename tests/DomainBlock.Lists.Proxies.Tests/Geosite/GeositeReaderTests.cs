using FsCheck;
using FsCheck.Fluent;
using FsCheck.Xunit;
using static DomainBlock.Lists.Proxies.Tests.Geosite.GeositeBytes;

namespace DomainBlock.Lists.Proxies.Tests.Geosite;

public sealed class GeositeReaderTests
{
    private static readonly byte[] Sample = File(
        Site("ADS", Domain("domain:ads.example"), Domain("full:track.example @cn"), Domain("keyword:banner"), Domain("regexp:^ad[0-9]+"), Domain("regexp:("), Domain("domain:a..b")),
        Site("GOOGLE", Domain("domain:google.example @cn @ads"), Domain("domain:ads.google.example @ads"), Domain("full:google.test")));

    /// <summary>Written by hand: one list of the code CN with one domain, the subtree of a.b with the attribute ads.</summary>
    [Fact]
    public void A_file_is_read_octet_by_octet()
    {
        byte[] file =
        [
            0x0A, 0x16,                   // field 1, a list of 22 octets
            0x0A, 0x02, 0x43, 0x4E,       //   field 1, its code: CN
            0x12, 0x10,                   //   field 2, a domain of 16 octets
            0x08, 0x02,                   //     field 1, its type: the subtree
            0x12, 0x03, 0x61, 0x2E, 0x62, //     field 2, its value: a.b
            0x1A, 0x07,                   //     field 3, an attribute of 7 octets
            0x0A, 0x03, 0x61, 0x64, 0x73, //       field 1, its key: ads
            0x10, 0x01,                   //       field 2: true
        ];
        Assert.Equal(["||a.b^"], ProxyText.Rules(ListFormat.Geosite, file));
        Assert.Equal(["||a.b^"], ProxyText.Rules(ListFormat.Geosite, file, "cn@ads"));
        Assert.Equal([], ProxyText.Rules(ListFormat.Geosite, file, "cn@-ads"));
    }

    [Fact]
    public void Each_domain_of_a_list_is_an_entry_with_its_reason()
    {
        (ListReport report, List<Rule> rules) = ProxyText.Read(ListFormat.Geosite, Sample, "ads");
        Assert.Equal(["1 ||ads.example^", "2 |track.example^", "3 keyword:banner", "4 regexp:^ad[0-9]+"], rules.Select(rule => $"{rule.Line} {rule}"));
        Assert.Equal("rule 4, regex 1, invalid-name 1", ProxyText.Counts(report));
        Assert.Equal([(5, "("), (6, "a..b")], report.Samples.Select(sample => (sample.Line, sample.Text)));
    }

    [Theory]
    [InlineData("google", "|google.test^ ||ads.google.example^ ||google.example^", 0)]
    [InlineData("GOOGLE@ADS", "||ads.google.example^ ||google.example^", 1)]
    [InlineData("google@ads@cn", "||google.example^", 2)]
    [InlineData("google@-cn", "|google.test^ ||ads.google.example^", 1)]
    [InlineData("google@-cn@-ads", "|google.test^", 2)]
    [InlineData("google@cn,google@-ads", "|google.test^ ||google.example^", 1)]
    [InlineData("ads@cn,google@cn", "|track.example^ ||google.example^", 7)]
    [InlineData("google@nobody", "", 3)]
    public void Attributes_choose_entries_and_the_others_count_as_comments(string selection, string rules, int comments)
    {
        (ListReport report, List<Rule> found) = ProxyText.Read(ListFormat.Geosite, Sample, selection);
        Assert.Equal(rules, string.Join(' ', found.Select(rule => rule.ToString()).Order(StringComparer.Ordinal)));
        Assert.Equal(comments, report.Count(LineReason.Comment));
    }

    [Fact]
    public void Of_several_lists_one_must_be_chosen()
    {
        ListRefusedException refusal = ProxyText.Refusal(ListFormat.Geosite, Sample);
        Assert.Equal(ListFault.UnknownSelection, refusal.Fault);
        Assert.Equal("It holds 2 lists; say which: geosite=FILE#CODE. Its codes are: ads, google.", refusal.Message);
        refusal = ProxyText.Refusal(ListFormat.Geosite, Sample, "google,nobody");
        Assert.Equal(ListFault.UnknownSelection, refusal.Fault);
        Assert.Equal("It has no list nobody. Its codes are: ads, google.", refusal.Message);
        byte[] many = File([.. Enumerable.Range(0, 2000).Select(i => Site($"code{i}"))]);
        refusal = ProxyText.Refusal(ListFormat.Geosite, many);
        Assert.InRange(refusal.Message.Length, 4000, 4300);
        Assert.EndsWith("more.", refusal.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("")]
    [InlineData("@ads")]
    [InlineData("cn@")]
    [InlineData("cn@-")]
    [InlineData("cn,")]
    [InlineData("c n")]
    [InlineData("cn#ads")]
    public void What_is_no_selection_is_refused(string text) => Assert.Throws<FormatException>(() => GeositeSelection.Parse(text));

    [Fact]
    public void A_selection_is_written_as_it_is_read()
    {
        var selection = GeositeSelection.Parse("Google@Ads@-CN,geolocation-!cn");
        Assert.Equal("google@ads@-cn,geolocation-!cn", selection.ToString());
        Assert.Equal(["google", "geolocation-!cn"], selection.Codes);
    }

    /// <summary>Fields may come in any order, those that nobody knows among them; a code may stand in the second place for it.</summary>
    [Fact]
    public void What_is_not_known_is_passed_over()
    {
        byte[] domain = [.. Field(9, [1, 2, 3]), 7 << 3, 5, .. Domain("full:x.example"), 13 << 3 | 5, 1, 2, 3, 4, 12 << 3 | 1, 1, 2, 3, 4, 5, 6, 7, 8];
        byte[] site = [.. Field(2, domain), .. Field(3, new byte[32]), .. Field(4, "Cn"u8.ToArray()), 11 << 3 | 3, 11 << 3 | 4];
        Assert.Equal(["|x.example^"], ProxyText.Rules(ListFormat.Geosite, File(site), "cn"));
    }

    [Fact]
    public void A_domain_of_an_unknown_type_is_told()
    {
        (ListReport report, _) = ProxyText.Read(ListFormat.Geosite, File(Site("cn", Domain("full:x.example"), Domain("other:y.example"))));
        Assert.Equal((LineReason.Syntax, "a domain of type 9"), (Assert.Single(report.Samples).Reason, report.Samples[0].Detail));
    }

    /// <summary>Of a list of lists, only a whole list can be missing without notice: nothing in the format says how many there are.</summary>
    [Fact]
    public void A_file_cut_off_inside_of_a_list_is_refused()
    {
        int boundary = File(Site("ADS", Domain("domain:ads.example"), Domain("full:track.example @cn"), Domain("keyword:banner"), Domain("regexp:^ad[0-9]+"), Domain("regexp:("), Domain("domain:a..b"))).Length;
        for (int length = 1; length < Sample.Length; length++)
        {
            if (length == boundary)
                continue;
            ListRefusedException refusal = ProxyText.Refusal(ListFormat.Geosite, Sample[..length], "ads,google");
            Assert.Equal(ListFault.Malformed, refusal.Fault);
            Assert.Matches("byte [0-9]+", refusal.Message);
        }
    }

    [Property(MaxTest = 1000, QuietOnSuccess = true)]
    public Property Damage_is_refused_or_read_as_something_else()
    {
        Gen<(int Place, byte Octet)> edit = from place in Gen.Choose(0, Sample.Length - 1) from octet in Gen.Choose(0, 255) select (place, (byte)octet);
        return Prop.ForAll(edit.NonEmptyListOf().ToArbitrary(), edits =>
        {
            byte[] damaged = [.. Sample];
            foreach ((int place, byte octet) in edits)
                damaged[place] = octet;
            try
            {
                ListReport report = ProxyText.Read(ListFormat.Geosite, damaged, "ads").Report;
                Assert.InRange(report.Lines, 0, Sample.Length);
            }
            catch (ListRefusedException e)
            {
                Assert.Contains(e.Fault, new[] { ListFault.Malformed, ListFault.UnknownSelection, ListFault.TooFewAccepted });
            }
        });
    }

    [Property(MaxTest = 300, QuietOnSuccess = true)]
    public Property A_list_has_the_rules_of_its_source()
    {
        Gen<string> entry = from kind in Gen.Elements("domain", "full", "keyword", "regexp")
                            from value in Gen.Elements("a.example", "b.a.example", "com", "a..b", "1.2.3.4", "bücher.example")
                            from attributes in Gen.Elements("", " @cn", " @ads @cn")
                            select $"{kind}:{value}{attributes}";
        return Prop.ForAll(entry.NonEmptyListOf().ToArbitrary(), entries =>
        {
            byte[] file = File(Site("x", [Domain("full:good.example"), .. entries.Select(Domain)]));
            (ListReport report, List<Rule> rules) = ProxyText.Read(ListFormat.Geosite, file);
            var expected = new List<Rule>();
            using ListSource source = ListSource.Open(new MemoryStream(System.Text.Encoding.UTF8.GetBytes(string.Join('\n', entries.Prepend("full:good.example")))), "list");
            ListReport text = source.Read(ListFormat.V2fly, expected.Add);
            Assert.Equal(expected, rules);
            Assert.All(LineReasons.All, reason => Assert.Equal(text.Count(reason), report.Count(reason)));
        });
    }
}

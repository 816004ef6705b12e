using System.Text;
using FsCheck;
using FsCheck.Fluent;
using FsCheck.Xunit;

namespace DomainBlock.Lists.Proxies.Tests.Mihomo;

public sealed class MrsReaderTests
{
    /// <summary>
    /// Written by hand from the description of the format; the zstd frame holds one raw block. One name, <c>+.a</c>: the keys <c>a</c> and <c>a.+</c>.
    /// Nodes: 0 -a-> 1 -.-> 2 -+-> 3; keys end at 1 and 3.
    /// </summary>
    [Fact]
    public void A_file_is_read_octet_by_octet()
    {
        byte[] file =
        [
            0x28, 0xB5, 0x2F, 0xFD,                         // zstd
            0x20, 0x41,                                     // one segment of 65 octets, no checksum
            0x09, 0x02, 0x00,                               // the last block, raw, of 65 octets: 65 * 8 + 1
            0x4D, 0x52, 0x53, 0x01,                         // "MRS", version 1
            0x00,                                           // behaviour: domain
            0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x01, // one rule
            0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, // nothing more
            0x01,                                           // a set of version 1
            0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x01, // one word of leaves: bits 1 and 3
            0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x0A,
            0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x01, // one word of shape, from the lowest bit: 01 01 01 1
            0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x6A,
            0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x03, // three labels: a . +
            0x61, 0x2E, 0x2B,
        ];
        Assert.Equal(["||a^"], ProxyText.Rules(ListFormat.Mrs, file));
    }

    [Theory]
    [InlineData("x.example", "|x.example^", LineReason.Rule)]
    [InlineData("+.x.example", "||x.example^", LineReason.Rule)]
    [InlineData(".x.example", "||*.x.example^", LineReason.Rule)]
    [InlineData("*.x.example", "one-label:*.x.example", LineReason.Rule)]
    [InlineData("a.*.x.example", "label-glob:a.*.x.example", LineReason.Rule)]
    [InlineData("*.*.x.example", "label-glob:*.*.x.example", LineReason.Rule)]
    [InlineData("1.2.3.4", "", LineReason.Address)]
    [InlineData("DOMAIN,x.example", "", LineReason.InvalidName)]
    [InlineData("+", "", LineReason.InvalidName)]
    public void A_key_is_a_rule_or_has_its_reason(string name, string rule, LineReason reason)
    {
        (ListReport report, List<Rule> rules) = ProxyText.Read(ListFormat.Mrs, MrsBytes.File(MrsBytes.List(name, "good.test")));
        Assert.Equal(rule, string.Concat(rules.Select(r => r.ToString()).Where(r => r != "|good.test^")));
        Assert.Equal(reason == LineReason.Rule ? 2 : 1, report.Count(reason));
        Assert.Equal(2, report.Lines);
    }

    [Property(MaxTest = 300, QuietOnSuccess = true)]
    public Property A_list_in_binary_form_has_the_rules_of_its_text()
    {
        Gen<string> name = from mark in Gen.Elements("", "+.", ".", "*.")
                           from text in Gen.Elements("a.example", "b.a.example", "x-y.example", "com", "xn--bcher-kva.example")
                           select $"{mark}{text}";
        return Prop.ForAll(name.NonEmptyListOf().ToArbitrary(), names =>
        {
            HashSet<(string Name, RulePattern Pattern)> expected = [.. names.SelectMany(n => Patterns(ListFormat.MihomoYaml, Encoding.ASCII.GetBytes($"payload: ['{n}']")))];

            // The keys cannot tell the subtree from the name and what is below it, nor one of these beside the subtree.
            foreach (string text in expected.Select(e => e.Name).Distinct().ToArray())
            {
                bool isWhole = expected.Contains((text, RulePattern.Exact)) && expected.Contains((text, RulePattern.Subdomains));
                if (!isWhole && !expected.Contains((text, RulePattern.Subtree)))
                    continue;
                expected.Add((text, RulePattern.Subtree));
                expected.ExceptWith([(text, RulePattern.Exact), (text, RulePattern.Subdomains)]);
            }
            Assert.Equal(expected.Order(), Patterns(ListFormat.Mrs, MrsBytes.File(MrsBytes.List([.. names]))).Order());
        });
    }

    [Fact]
    public void What_a_bare_name_means_can_be_said()
    {
        (_, List<Rule> rules) = ProxyText.Read(ListFormat.Mrs, MrsBytes.File(MrsBytes.List("x.example")), options: new ListReadOptions { Bare = BareName.Subtree });
        Assert.Equal("||x.example^", Assert.Single(rules).ToString());
    }

    [Fact]
    public void A_file_cut_off_anywhere_is_refused()
    {
        byte[] list = MrsBytes.List("+.x.example", "y.example");
        byte[] file = MrsBytes.File(list);
        for (int length = 1; length < file.Length; length++)
            Assert.True(ProxyText.Refusal(ListFormat.Mrs, file[..length]).Fault is ListFault.CutOff or ListFault.Malformed, $"{length} bytes");
        for (int length = 1; length < list.Length; length++)
            Assert.Contains("byte", ProxyText.Refusal(ListFormat.Mrs, MrsBytes.File(list[..length])).Message, StringComparison.Ordinal);
        Assert.Contains("1 bytes follow", ProxyText.Refusal(ListFormat.Mrs, MrsBytes.File([.. list, 0])).Message, StringComparison.Ordinal);
        Assert.Equal(ListFault.Malformed, ProxyText.Refusal(ListFormat.Mrs, [.. file, 1, 2, 3, 4, 5]).Fault);
    }

    [Fact]
    public void A_flipped_bit_of_a_file_is_refused_or_changes_nothing()
    {
        byte[] file = MrsBytes.File(MrsBytes.List("+.x.example", "y.example"));
        List<Rule> expected = ProxyText.Read(ListFormat.Mrs, file).Rules;
        int refused = 0;
        for (int bit = 0; bit < file.Length * 8; bit++)
        {
            byte[] flipped = [.. file];
            flipped[bit / 8] ^= (byte)(1 << (bit % 8));
            try
            {
                Assert.Equal(expected, ProxyText.Read(ListFormat.Mrs, flipped).Rules);
            }
            catch (ListRefusedException e)
            {
                Assert.Contains(e.Fault, new[] { ListFault.CutOff, ListFault.Malformed, ListFault.DecompressionLimit });
                refused++;
            }
        }
        Assert.InRange(refused, file.Length * 8 * 9 / 10, file.Length * 8);
    }

    [Theory]
    [InlineData(1, "addresses")]
    [InlineData(2, "behaviour is 2")]
    public void Another_behaviour_is_refused_by_name(byte behaviour, string message)
    {
        byte[] list = MrsBytes.List("x.example");
        list[4] = behaviour;
        ListRefusedException refusal = ProxyText.Refusal(ListFormat.Mrs, MrsBytes.File(list));
        Assert.Equal(ListFault.Malformed, refusal.Fault);
        Assert.Contains(message, refusal.Message, StringComparison.Ordinal);
    }

    /// <summary>Counts that say more than there is: of what has no meaning yet, of leaves, shape and labels.</summary>
    [Theory]
    [InlineData(13)]
    [InlineData(22)]
    [InlineData(38)]
    [InlineData(54)]
    public void A_count_beyond_the_end_is_refused_with_its_place(int place)
    {
        byte[] list = MrsBytes.List("x.a");
        foreach (long count in new[] { 1000, int.MaxValue, long.MaxValue, -1, long.MinValue, 0x2000_0000_0000_0001 })
        {
            byte[] forged = [.. list];
            MrsBytes.UInt64(count).CopyTo(forged, place);
            ListRefusedException refusal = ProxyText.Refusal(ListFormat.Mrs, MrsBytes.File(forged));
            Assert.Equal(ListFault.CutOff, refusal.Fault);
            Assert.Contains($"byte {place} ", refusal.Message, StringComparison.Ordinal);
        }
    }

    private static IEnumerable<(string Name, RulePattern Pattern)> Patterns(ListFormat format, byte[] content) =>
        ProxyText.Read(format, content).Rules.Select(rule => (rule.Name.ToString(), rule.Pattern));
}

namespace DomainBlock.Lists.Tests.Grammars;

public sealed class HostsGrammarTests
{
    [Theory]
    [InlineData("0.0.0.0 example.com", "|example.com^")]
    [InlineData("127.0.0.1 example.com", "|example.com^")]
    [InlineData("127.0.0.2 example.com", "|example.com^")]
    [InlineData(":: example.com", "|example.com^")]
    [InlineData("::1 example.com", "|example.com^")]
    [InlineData("0:0:0:0:0:0:0:0 example.com", "|example.com^")]
    [InlineData("0 example.com", "|example.com^")]
    [InlineData("0.0.0.0\texample.com", "|example.com^")]
    [InlineData("  0.0.0.0 \t example.com  ", "|example.com^")]
    [InlineData("0.0.0.0 a.example b.example\tc.example", "|a.example^ |b.example^ |c.example^")]
    [InlineData("0.0.0.0 example.com # comment", "|example.com^")]
    [InlineData("0.0.0.0 example.com #comment", "|example.com^")]
    [InlineData("0.0.0.0 example.com#c", "|example.com^")]
    [InlineData("0.0.0.0 a.example # b.example", "|a.example^")]
    [InlineData("0.0.0.0 ADS.Example.COM", "|ads.example.com^")]
    [InlineData("0.0.0.0 example.com.", "|example.com^")]
    [InlineData("0.0.0.0 a_b.example", "|a_b.example^")]
    [InlineData("0.0.0.0 -a.example", "|-a.example^")]
    [InlineData("0.0.0.0 r1---sn-x.example", "|r1---sn-x.example^")]
    [InlineData("127.0.0.1 localhost a.example", "|a.example^")]
    [InlineData("0.0.0.0 single", "|single^")]
    public void Each_name_behind_an_address_that_leads_nowhere_is_exact(string line, string rules) =>
        ListText.AssertLine(ListFormat.Hosts, line, LineReason.Rule, rules);

    [Theory]
    [InlineData("127.0.0.1 localhost")]
    [InlineData("127.0.0.1 localhost localhost.localdomain")]
    [InlineData("::1 ip6-localhost ip6-loopback")]
    [InlineData("127.0.0.1 LOCALHOST")]
    [InlineData("255.255.255.255 broadcasthost")]
    [InlineData("127.0.0.1 local")]
    [InlineData("ff02::1 ip6-allnodes")]
    [InlineData("0.0.0.0 0.0.0.0")]
    public void Names_of_the_machine_itself_are_passed_over(string line) =>
        ListText.AssertLine(ListFormat.Hosts, line, LineReason.LocalName, "");

    [Theory]
    [InlineData("", LineReason.Blank)]
    [InlineData("\t ", LineReason.Blank)]
    [InlineData("# comment", LineReason.Comment)]
    [InlineData("#0.0.0.0 example.com", LineReason.Comment)]
    [InlineData("0.0.0.0", LineReason.NoName)]
    [InlineData("0.0.0.0 # example.com", LineReason.NoName)]
    [InlineData("0.0.0.0 #example.com", LineReason.NoName)]
    [InlineData("example.com", LineReason.NoAddress)]
    [InlineData("! comment", LineReason.NoAddress)]
    [InlineData("||example.com^", LineReason.NoAddress)]
    [InlineData("0.0.0 example.com", LineReason.NoAddress)]
    [InlineData("0.0.0.256 example.com", LineReason.NoAddress)]
    [InlineData("00.0.0.0.0 example.com", LineReason.NoAddress)]
    [InlineData("192.168.1.10 nas.example", LineReason.Redirect)]
    [InlineData("2001:db8::1 nas.example", LineReason.Redirect)]
    [InlineData("192.168.1.10 a.example b.example", LineReason.Redirect)]
    [InlineData("0.0.0.0 1.2.3.4", LineReason.Address)]
    [InlineData("0.0.0.0 *.example.com", LineReason.Glob)]
    [InlineData("0.0.0.0 .atl4.tfbnw.net", LineReason.InvalidName)]
    [InlineData("0.0.0.0 a..example", LineReason.InvalidName)]
    [InlineData("0.0.0.0 \u0301a.de", LineReason.InvalidUnicode)]
    [InlineData("0.0.0.0 http://example.com/", LineReason.Url)]
    [InlineData("0.0.0.0 a\u0000b.example", LineReason.InvalidName)]
    public void What_is_no_rule_has_its_reason_and_gives_none(string line, LineReason reason) =>
        ListText.AssertLine(ListFormat.Hosts, line, reason, "");

    [Theory]
    [InlineData("0.0.0.0 a.example 1.2.3.4", "|a.example^")]
    [InlineData("0.0.0.0 *.x.example a.example", "|a.example^")]
    [InlineData("0.0.0.0 a.example b..example c.example", "|a.example^ |c.example^")]
    public void Of_a_line_with_a_bad_name_the_others_are_kept(string line, string rules) =>
        ListText.AssertLine(ListFormat.Hosts, line, LineReason.Partial, rules);

    /// <summary>Four decimal numbers are an address to every reader of hosts files; a leading zero makes none of them octal.</summary>
    [Theory]
    [InlineData("127.0.0.08 example.com")]
    [InlineData("127.0.0.09 example.com")]
    [InlineData("000.000.000.000 example.com")]
    [InlineData("127.000.000.001 example.com")]
    public void Leading_zeros_in_an_address_are_decimal(string line) =>
        ListText.AssertLine(ListFormat.Hosts, line, LineReason.Rule, "|example.com^");

    [Theory]
    [InlineData("0177.0.0.1 example.com", LineReason.NoAddress)]
    [InlineData("010.0.0.1 example.com", LineReason.Redirect)]
    [InlineData("fe80::1%lo0 localhost", LineReason.LocalName)]
    [InlineData("[::1]:80 example.com", LineReason.NoAddress)]
    public void Odd_addresses_have_their_reason(string line, LineReason reason) =>
        ListText.AssertLine(ListFormat.Hosts, line, reason, "");

    [Theory]
    [InlineData("0.0.0.0 1.2.3.4 a..b", LineReason.Address, "")]
    [InlineData("0.0.0.0 a..b 1.2.3.4", LineReason.InvalidName, "empty label at byte 3")]
    [InlineData("0.0.0.0 a..b x.example c...d", LineReason.Partial, "empty label at byte 3")]
    public void Of_several_faults_the_first_is_told_with_its_own_detail(string line, LineReason reason, string detail)
    {
        (LineReason actual, _, string actualDetail) = ListText.ReadLine(ListFormat.Hosts, System.Text.Encoding.UTF8.GetBytes(line));
        Assert.Equal((reason, detail), (actual, actualDetail));
    }

    [Fact]
    public void The_caller_may_say_that_names_are_subtrees() =>
        Assert.Equal("||a.example^ ||b.example^", ListText.ReadLine(ListFormat.Hosts, "0.0.0.0 a.example b.example"u8, BareName.Subtree).Rules);
}

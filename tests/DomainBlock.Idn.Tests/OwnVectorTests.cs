using System.Text;

namespace DomainBlock.Idn.Tests;

/// <summary>What the published vectors leave out.</summary>
public class OwnVectorTests
{
    // ARABIC LETTER BEH is dual-joining, ALEF right-joining; FATHA is transparent; DEVANAGARI SIGN VIRAMA is a virama.
    [Theory]
    [InlineData("\u0628\u200C\u0628", IdnError.None)]
    [InlineData("\u0628\u064E\u200C\u064E\u0628", IdnError.None)]
    [InlineData("\u0628\u064E\u064E\u200C\u064E\u064E\u0627", IdnError.None)]
    [InlineData("\u0627\u200C\u0628", IdnError.ZeroWidthNonJoiner)]
    [InlineData("\u0628\u200C\u0061", IdnError.ZeroWidthNonJoiner)]
    [InlineData("\u0628\u200C\u200C\u0628", IdnError.ZeroWidthNonJoiner)]
    [InlineData("\u0628\u064E\u0627\u200C\u0628", IdnError.ZeroWidthNonJoiner)]
    [InlineData("\u0915\u094D\u200C\u0937", IdnError.None)]
    [InlineData("\u0915\u094D\u200D\u0937", IdnError.None)]
    [InlineData("\u0915\u200D\u0937", IdnError.ZeroWidthJoiner)]
    [InlineData("\u0915\u094D\u200D\u200D", IdnError.ZeroWidthJoiner)]
    [InlineData("\u0915\u094D\u200D\u0937\u200D", IdnError.ZeroWidthJoiner)]
    [InlineData("\u200C\u0628", IdnError.ZeroWidthNonJoiner)]
    [InlineData("\u0628\u0628\u200C", IdnError.ZeroWidthNonJoiner)]
    public void Joiners_in_chains(string label, IdnError expected)
    {
        IdnErrorSet errors = DomainNameNormalizer.Diagnose(label, [], IdnProfile.Strict with { CheckBidi = false }).Errors;
        Assert.Equal(expected, errors.First);
        Assert.Equal(IdnError.None, Normalized.Error(label, IdnProfile.Strict with { CheckBidi = false, CheckJoiners = false }));
    }

    [Theory]
    [InlineData("l\u00B7l", IdnError.None)]
    [InlineData("l\u00B7a", IdnError.ContextO)]
    [InlineData("a\u00B7l", IdnError.ContextO)]
    [InlineData("\u00B7l", IdnError.ContextO)]
    [InlineData("l\u00B7l\u00B7l", IdnError.None)]
    [InlineData("\u0375\u03B1", IdnError.None)]
    [InlineData("\u03B1\u0375", IdnError.ContextO)]
    [InlineData("\u0375a", IdnError.ContextO)]
    [InlineData("\u05D0\u05F3", IdnError.None)]
    [InlineData("\u05D0\u05F4\u05D0", IdnError.None)]
    [InlineData("\u05F3\u05D0", IdnError.ContextO)]
    [InlineData("\u30AB\u30FB\u30AB", IdnError.None)]
    [InlineData("a\u30FB\u6F22", IdnError.None)]
    [InlineData("a\u30FBb", IdnError.ContextO)]
    [InlineData("\u30FB", IdnError.ContextO)]
    [InlineData("\u0628\u0661\u0662", IdnError.None)]
    [InlineData("\u0628\u0661\u06F2", IdnError.ContextO)]
    [InlineData("\u0628\u06F1\u06F2", IdnError.None)]
    public void ContextO_counts_in_registration_only(string label, IdnError expected)
    {
        // Digits of both kinds in one label break the Bidi Rule as well.
        Assert.Equal(expected, Normalized.Error(label, IdnProfile.Registration with { CheckBidi = false }));
        Assert.Equal(IdnError.None, Normalized.Error(label, IdnProfile.Strict with { CheckBidi = false }));
    }

    [Theory]
    [InlineData("\u2665", IdnError.Idna2008)]
    [InlineData("B\u00FCcher", IdnError.NotCanonical)]
    [InlineData("bu\u0308cher", IdnError.NotCanonical)]
    [InlineData("EXAMPLE", IdnError.NotCanonical)]
    [InlineData("b\u00FCcher.example", IdnError.None)]
    [InlineData("xn--bcher-kva.example", IdnError.None)]
    [InlineData("XN--bcher-kva.example", IdnError.NotCanonical)]
    [InlineData("xn--g6h", IdnError.Idna2008)]
    [InlineData("stra\u00DFe", IdnError.None)]
    [InlineData("a_b", IdnError.Std3Ascii)]
    [InlineData("a.", IdnError.LabelLength)]
    public void Registration_asks_for_IDNA2008_in_canonical_form(string name, IdnError expected) =>
        Assert.Equal(expected, Normalized.Error(name, IdnProfile.Registration));

    /// <summary>The Bidi Rule asks about the whole domain: a digit may begin a label only where no label is right-to-left.</summary>
    [Theory]
    [InlineData("1a.example", IdnError.None)]
    [InlineData("1a.\u05D0", IdnError.Bidi1)]
    [InlineData("\u05D0.1a", IdnError.Bidi1)]
    [InlineData("a.1a.\u05D0.b", IdnError.Bidi1)]
    [InlineData("a-.\u05D0", IdnError.Bidi6)]
    [InlineData("1a.xn--4db", IdnError.Bidi1)]
    [InlineData("xn--4db.1a", IdnError.Bidi1)]
    [InlineData("www.\u05D0", IdnError.None)]
    public void Bidi_across_labels(string name, IdnError expected)
    {
        IdnProfile profile = IdnProfile.Strict with { CheckHyphens = false };
        Assert.Equal(expected, Normalized.Error(name, profile));
        Assert.Equal(expected, DomainNameNormalizer.Diagnose(name, [], profile).Errors.First);
        Assert.Equal(IdnError.None, Normalized.Error(name, profile with { CheckBidi = false }));
        Assert.Equal(IdnError.None, Normalized.Error(name, profile with { BidiByLabel = true }));
        Assert.Equal(IdnError.None, Normalized.Error(name));
    }

    [Fact]
    public void Bidi_by_label_still_judges_labels_that_are_right_to_left()
    {
        Assert.Equal(IdnError.Bidi2, Normalized.Error("\u05D0a.example"));
        Assert.Equal(IdnError.Bidi5, Normalized.Error("a\u05D0b.example"));
    }

    [Theory]
    [InlineData(@"a\uD800b", 1)]
    [InlineData(@"\uDC00", 0)]
    [InlineData(@"\u00FC.a\uDBFF", 3)]
    [InlineData(@"ab\uDC00\uD800c", 2)]
    public void Unpaired_surrogates_are_ill_formed(string escaped, int position)
    {
        // Escaped, because the runner would replace them.
        string name = Vectors.Unescape(escaped);
        foreach (IdnProfile profile in new[] { IdnProfile.Dns, IdnProfile.Browser, IdnProfile.Strict, IdnProfile.Registration })
        {
            Assert.Null(Normalized.Text(name, profile, out IdnResult result));
            Assert.Equal((IdnError.IllFormed, position), (result.Error, (int)result.Position));
        }
        Assert.Equal(NameStatus.IllFormedText, DomainName.Read(name, out _, out int place));
        Assert.Equal(position, place);
    }

    [Theory]
    [InlineData(new byte[] { 0xC0, 0xAE }, "overlong dot")]
    [InlineData(new byte[] { 0xC1, 0x81 }, "overlong A")]
    [InlineData(new byte[] { 0xE0, 0x80, 0xAE }, "overlong dot")]
    [InlineData(new byte[] { 0xF0, 0x80, 0x80, 0xAE }, "overlong dot")]
    [InlineData(new byte[] { 0xED, 0xA0, 0x80 }, "a surrogate")]
    [InlineData(new byte[] { 0xF4, 0x90, 0x80, 0x80 }, "beyond U+10FFFF")]
    [InlineData(new byte[] { 0x80 }, "a continuation alone")]
    [InlineData(new byte[] { 0xC3 }, "cut off")]
    [InlineData(new byte[] { 0xE2, 0x82 }, "cut off")]
    [InlineData(new byte[] { 0xFF }, "no lead byte")]
    public void Ill_formed_utf8_is_refused(byte[] bytes, string why)
    {
        byte[] name = [.. "a."u8, .. bytes, .. ".b"u8];
        Assert.Null(Normalized.Text(name, IdnProfile.Dns, out IdnResult result));
        Assert.True(result.Error == IdnError.IllFormed, why);
        Assert.Equal(2, result.Position);
        Assert.Equal(1, result.Label);
        Assert.Equal(NameStatus.IllFormedText, DomainName.Read(name, out _, out _));
    }

    [Theory]
    [InlineData("xn--")]
    [InlineData("xn---")]
    [InlineData("xn--a")]
    [InlineData("xn--ascii-")]
    [InlineData("xn--xn---epa")]
    [InlineData("xn--a-yoc")]
    [InlineData("xn--u-ccb")]
    [InlineData("xn--zn7c")]
    [InlineData("xn--2y9b")]
    [InlineData("xn--1ug")]
    [InlineData("xn--a.xn--")]
    public void Ace_that_is_not_valid_passes_in_Dns_and_Browser_and_nowhere_else(string name)
    {
        Assert.Equal(name, Normalized.Text(name));
        Assert.Equal(name, Normalized.Text(name.ToUpperInvariant()));
        Assert.Equal(name, Normalized.Text(name, IdnProfile.Browser));
        Assert.Null(Normalized.Text(name, IdnProfile.Strict));
        Assert.Null(Normalized.Text(name, IdnProfile.Registration));
        Assert.Null(Normalized.Text(name + ".\u00FC", IdnProfile.Browser));
        Assert.Equal(name + ".xn--tda", Normalized.Text(name + ".\u00FC"));
        Assert.Equal(name, Normalized.Unicode(name, IdnProfile.Dns, out IdnResult result));
        Assert.True(result.IsDone);
    }

    [Theory]
    [InlineData("xn--xn---epa", IdnError.AcePrefix)]
    [InlineData("xn--0", IdnError.Punycode)]
    [InlineData("xn---", IdnError.Punycode)]
    [InlineData("xn--te\u0161la", IdnError.Punycode)]
    public void Double_encoding_and_bad_Punycode_have_their_rules(string name, IdnError expected) =>
        Assert.Equal(expected, Normalized.Error(name, IdnProfile.Strict with { CheckHyphens = false }));

    [Fact]
    public void IgnoreInvalidPunycode_lets_what_does_not_decode_pass()
    {
        IdnProfile profile = IdnProfile.Strict with { IgnoreInvalidPunycode = true };
        Assert.Equal("xn--0.xn--tda", Normalized.Text("xn--0.\u00FC", profile));
        Assert.Equal(IdnError.Punycode, Normalized.Error("xn--ascii-", profile));
    }

    [Theory]
    [InlineData("exam\u00ADple.com", "example.com")]
    [InlineData("\u200Bexample\u2060.com", "example.com")]
    [InlineData("xn-\u00AD-bcher-kva.de", "xn--bcher-kva.de")]
    [InlineData("www\u3002example\uFF0Ecom\uFF61", "www.example.com")]
    [InlineData("\uFF21\uFF22.\uFF11", "ab.1")]
    [InlineData("stra\u00DFe.de", "xn--strae-oqa.de")]
    [InlineData("STRA\u1E9EE.de", "xn--strae-oqa.de")]
    [InlineData("\u03B2\u03CC\u03BB\u03BF\u03C2.com", "xn--nxasmm1c.com")]
    [InlineData("\u0392\u038C\u039B\u039F\u03A3.com", "xn--nxasmq6b.com")]
    [InlineData("BU\u0308CHER.Example", "xn--bcher-kva.example")]
    [InlineData("_dmarc.b\u00FCcher.example", "_dmarc.xn--bcher-kva.example")]
    [InlineData("a_\u00FC", "xn--a_-yka")]
    [InlineData("\u3002", ".")]
    [InlineData("<\u0338.example", "xn--gdh.example")]
    [InlineData("a\\046b.\u00FC", "a\\.b.xn--tda")]
    [InlineData("a\\.b.\u00FC", "a\\.b.xn--tda")]
    [InlineData("\\252.\u00FC", "\\252.xn--tda")]
    public void Dns_maps(string name, string expected)
    {
        Assert.Equal(expected, Normalized.Text(name));
        Assert.Equal(expected, DomainName.Parse(name).ToString());
        Assert.Equal(expected, Normalized.Text(Encoding.UTF8.GetBytes(name), IdnProfile.Dns, out IdnResult result));
        Assert.Equal(name != expected, !result.Flags.HasFlag(IdnFlags.WasCanonical));
    }

    [Theory]
    [InlineData("a b.\u00FC", "a\\032b.xn--tda")]
    [InlineData("a\\032b.\u00FC", "a\\032b.xn--tda")]
    [InlineData("a b", "a\\032b")]
    public void What_text_cannot_hold_is_escaped_where_nothing_is_forbidden(string name, string expected) =>
        Assert.Equal(expected, Normalized.Text(name, IdnProfile.Dns with { ForbidUrlCharacters = false }));

    [Theory]
    [InlineData("a\\.\u00FC", IdnError.MixedEscape, NameStatus.InvalidUnicode)]
    [InlineData("\u00FC\\065", IdnError.MixedEscape, NameStatus.InvalidUnicode)]
    [InlineData("\u00FC.\\", IdnError.BadEscape, NameStatus.BadEscape)]
    [InlineData("\u00FC.\\256", IdnError.BadEscape, NameStatus.BadEscape)]
    [InlineData("\uFF3C065", IdnError.Forbidden, NameStatus.ForbiddenCharacter)]
    [InlineData("\u2100.com", IdnError.Forbidden, NameStatus.ForbiddenCharacter)]
    [InlineData("a\u00A0b", IdnError.Forbidden, NameStatus.ForbiddenCharacter)]
    [InlineData("\u00FC.a b", IdnError.Forbidden, NameStatus.ForbiddenCharacter)]
    [InlineData("a b.\u00FC", IdnError.Forbidden, NameStatus.ForbiddenCharacter)]
    [InlineData("\u00AD", IdnError.EmptyLabel, NameStatus.EmptyLabel)]
    [InlineData("a.\u00AD.b", IdnError.EmptyLabel, NameStatus.EmptyLabel)]
    [InlineData(".\u00FC", IdnError.EmptyLabel, NameStatus.EmptyLabel)]
    [InlineData("\u00FC..a", IdnError.EmptyLabel, NameStatus.EmptyLabel)]
    [InlineData("\u0300a", IdnError.LeadingMark, NameStatus.InvalidUnicode)]
    [InlineData("a\uFFFD", IdnError.Disallowed, NameStatus.InvalidUnicode)]
    [InlineData("a\u202Eb", IdnError.Disallowed, NameStatus.InvalidUnicode)]
    [InlineData("xn--\u00FC", IdnError.Punycode, NameStatus.InvalidUnicode)]
    public void Dns_refuses(string name, IdnError error, NameStatus status)
    {
        Assert.Equal(error, Normalized.Error(name));
        Assert.Equal(status, DomainName.Read(name, out _, out _));
        Assert.Contains(error == IdnError.EmptyLabel ? IdnError.LabelLength : error, Errors(name));
    }

    [Theory]
    [InlineData("ab\uFFFD.c", 2, 0)]
    [InlineData("a.\u00FC.b\u202E", 5, 2)]
    [InlineData("a.b_c\u00FC", 3, 1)]
    public void An_error_of_a_character_has_its_position(string name, int position, int label)
    {
        Normalized.Text(name, IdnProfile.Strict, out IdnResult result);
        Assert.Equal((position, label), (result.Position, result.Label));
    }

    [Fact]
    public void Lengths_count_in_ASCII_form()
    {
        string u = "\u00FC";
        Assert.NotNull(Normalized.Text(new string('a', 55) + u));
        Assert.Equal(IdnError.LabelLength, Normalized.Error(new string('a', 56) + u));
        string label = new('a', 62);
        Assert.Equal(IdnError.NameLength, Normalized.Error($"{label}.{label}.{label}.{label}.{u}"));
        Assert.Equal(IdnError.LabelLength, Normalized.Error("a" + new string('\u0300', 300) + "."));
        Assert.Equal(IdnError.TooLong, Normalized.Error("a" + new string('\u00AD', 3000)));
    }

    [Fact]
    public void A_label_that_is_long_only_before_composition_is_not_too_long()
    {
        // 20 alphas, each with three marks that compose with it: 80 code points become 20.
        string decomposed = string.Concat(Enumerable.Repeat("\u03B1\u0313\u0300\u03B9", 1)) + string.Concat(Enumerable.Repeat("\u1100\u1161\u11A8", 40));
        Assert.Equal(Normalized.Text("\u1F02\u03B9" + string.Concat(Enumerable.Repeat("\uAC01", 40))), Normalized.Text(decomposed));
    }

    [Fact]
    public void Browser_does_not_verify_lengths_but_has_caps()
    {
        Assert.Equal(IdnError.TooLong, Normalized.Error(new string('\u4E00', 1025), IdnProfile.Browser));
        var ascii = new byte[20_000];
        Assert.True(DomainNameNormalizer.Normalize(new string('a', 16_000), ascii, IdnProfile.Browser).IsDone);
        Assert.Equal(IdnError.TooLong, DomainNameNormalizer.Normalize(new string('a', 17_000), ascii, IdnProfile.Browser).Error);
        Assert.Equal(IdnError.NameLength, Normalized.Error("", IdnProfile.Browser));
        Assert.Equal(IdnError.NameLength, Normalized.Error("\u00AD", IdnProfile.Browser));
    }

    private static IEnumerable<IdnError> Errors(string name)
    {
        IdnErrorSet errors = DomainNameNormalizer.Diagnose(name, []).Errors;
        return Enum.GetValues<IdnError>().Where(errors.Contains);
    }

    [Theory]
    [InlineData(".\u00AD")]
    [InlineData("\u00AD.")]
    [InlineData("a.\u00AD.b")]
    [InlineData("a..\u00AD")]
    [InlineData("a\u00AD..b")]
    public void Reading_and_normalising_judge_ignored_characters_alike(string text)
    {
        bool isNormalised = DomainNameNormalizer.Normalize(text, new byte[DomainNameNormalizer.MaxPresentationLength]).IsDone;
        Assert.Equal(isNormalised, DomainName.TryParse(text, out _));
    }
}

namespace DomainBlock.Lists.Tests.Accounting;

public sealed class EscapedTextTests
{
    [Theory]
    [InlineData("", "")]
    [InlineData("plain text.", "plain text.")]
    [InlineData("a\\b", "a\\b")]
    [InlineData("\0\u0001\u001f\u007f", "\\000\\001\\031\\127")]
    [InlineData("\t\r\n", "\\009\\013\\010")]
    [InlineData("\u001b[2J", "\\027[2J")]
    [InlineData("\u0085", "\\194\\133")]
    [InlineData("\u00A0", "\\194\\160")]
    [InlineData("\u00AD", "\\194\\173")]
    [InlineData("\u200B", "\\226\\128\\139")]
    [InlineData("\u202E", "\\226\\128\\174")]
    [InlineData("\u2066", "\\226\\129\\166")]
    [InlineData("\u2028\u2029", "\\226\\128\\168\\226\\128\\169")]
    [InlineData("\uFEFF", "\\239\\187\\191")]
    [InlineData("\uE000", "\\238\\128\\128")]
    [InlineData("\uFFFE", "\\239\\191\\190")]
    [InlineData("bücher 例え пример مثال", "bücher 例え пример مثال")]
    [InlineData("👻", "👻")]
    public void Controls_and_what_cannot_be_seen_are_escaped_and_letters_stay(string text, string escaped) =>
        Assert.Equal(escaped, EscapedText.Escape(text));

    /// <remarks>Attributes cannot hold it: they are UTF-8.</remarks>
    [Fact]
    public void A_lone_surrogate_becomes_the_replacement_character() =>
        Assert.Equal("\uFFFDx", EscapedText.Escape("\uD800x"));

    [Theory]
    [InlineData(new byte[] { 0xFF }, "\\255")]
    [InlineData(new byte[] { 0xC3 }, "\\195")]
    [InlineData(new byte[] { 0xC3, 0x28 }, "\\195(")]
    [InlineData(new byte[] { 0xC0, 0x80 }, "\\192\\128")]
    [InlineData(new byte[] { 0xED, 0xA0, 0x80 }, "\\237\\160\\128")]
    [InlineData(new byte[] { 0xE2, 0x82, 0x61 }, "\\226\\130a")]
    [InlineData(new byte[] { 0xF4, 0x90, 0x80, 0x80 }, "\\244\\144\\128\\128")]
    [InlineData(new byte[] { 0xC3, 0xBC }, "ü")]
    public void Octets_that_are_no_UTF_8_are_escaped(byte[] octets, string escaped) =>
        Assert.Equal(escaped, EscapedText.Escape(octets));

    [Theory]
    [InlineData("12345678", 8, "12345678")]
    [InlineData("123456789", 8, "1234567…")]
    [InlineData("1234\u0001", 8, "1234\\001")]
    [InlineData("12345\u0001", 8, "12345…")]
    [InlineData("1234\u0001x", 8, "1234…")]
    [InlineData("123456👻", 8, "123456👻")]
    [InlineData("1234567👻", 8, "1234567…")]
    [InlineData("123456👻x", 8, "123456…")]
    [InlineData("\u0001", 3, "…")]
    [InlineData("", 1, "")]
    public void Text_is_cut_between_characters_and_never_inside_an_escape(string text, int length, string cut)
    {
        string escaped = EscapedText.Escape(text, length);
        Assert.Equal(cut, escaped);
        Assert.InRange(escaped.Length, 0, length);
    }
}

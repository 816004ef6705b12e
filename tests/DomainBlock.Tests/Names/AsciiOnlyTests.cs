namespace DomainBlock.Tests.Names;

/// <summary>What this version does with names beyond ASCII: they are no names, but their encoding is checked.</summary>
public class AsciiOnlyTests
{
    [Theory]
    [InlineData("münchen.de", 1, 1)]
    [InlineData("a.例え", 2, 2)]
    [InlineData("😀", 0, 0)]
    public void A_text_beyond_ascii_is_refused_at_its_first_such_unit(string text, int position, int utf8Position)
    {
        Assert.Equal((NameStatus.NotAscii, position), (DomainName.Read(text, out _, out int place), place));
        Assert.Equal(
            (NameStatus.NotAscii, utf8Position), (DomainName.Read(System.Text.Encoding.UTF8.GetBytes(text), out _, out place), place));
    }
}

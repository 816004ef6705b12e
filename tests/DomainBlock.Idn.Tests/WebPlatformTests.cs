using System.Text;

namespace DomainBlock.Idn.Tests;

/// <summary>web-platform-tests' toascii.json, by the Browser profile.</summary>
public class WebPlatformTests
{
    public static IEnumerable<TheoryDataRow<string, string?>> Cases =>
        Vectors.Read("toascii.txt.gz").Select(line => new TheoryDataRow<string, string?>(line.Columns[0], line.Columns.ElementAtOrDefault(1)));

    [Fact]
    public void All_cases_are_there() => Assert.Equal(87, Cases.Count());

    [Theory]
    [MemberData(nameof(Cases))]
    public void Browser_gives_the_output_or_fails(string input, string? output)
    {
        var ascii = new byte[1024];
        IdnResult result = DomainNameNormalizer.Normalize(Vectors.Unescape(input), ascii, IdnProfile.Browser);
        Assert.Equal(output, result.IsDone ? Encoding.ASCII.GetString(ascii, 0, result.Written) : null);
    }
}

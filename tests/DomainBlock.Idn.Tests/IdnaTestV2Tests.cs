using System.Buffers;
using System.Text;

namespace DomainBlock.Idn.Tests;

/// <summary>IdnaTestV2.txt: every line, in value, in error or not, and in the exact set of status codes.</summary>
public class IdnaTestV2Tests
{
    private const string File = "IdnaTestV2.txt.gz";

    private static readonly IReadOnlyList<VectorLine> Lines = Vectors.Read(File);

    public static IEnumerable<TheoryDataRow<int>> Groups => Vectors.Groups(File);

    [Fact]
    public void All_lines_are_there() => Assert.Equal(6391, Lines.Count);

    [Theory]
    [MemberData(nameof(Groups))]
    public void ToAscii_gives_the_value_or_an_error_of_the_set(int group) => Vectors.CheckGroup(Lines, group, line =>
    {
        string source = Vectors.Unescape(line.Columns[0]);
        var ascii = new byte[DomainNameNormalizer.MaxTextLength];
        IdnResult result = DomainNameNormalizer.Normalize(source, ascii, IdnProfile.Strict);
        if (line.Columns[4] != "[]")
        {
            return result.Status == OperationStatus.InvalidData && Statuses(line.Columns[4]).Contains(result.Error.Code())
                ? null
                : $"{result.Status} {result.Error.Code()}";
        }
        string actual = Encoding.ASCII.GetString(ascii, 0, result.Written);
        return result.IsDone && actual == Vectors.Unescape(line.Columns[3]) ? null : $"{result.Status} {result.Error} {actual}";
    });

    [Theory]
    [MemberData(nameof(Groups))]
    public void ToUnicode_gives_the_value_even_after_an_error(int group) => Vectors.CheckGroup(Lines, group, line =>
    {
        string source = Vectors.Unescape(line.Columns[0]);
        var unicode = new char[2048];
        IdnResult result = DomainNameNormalizer.ToUnicode(source, unicode, IdnProfile.Strict);
        string actual = new(unicode, 0, result.Written);
        bool isError = result.Status == OperationStatus.InvalidData;
        return isError == (line.Columns[2] != "[]") && actual == Vectors.Unescape(line.Columns[1])
            ? null
            : $"{result.Status} {result.Error} {Vectors.Show(actual)}";
    });

    [Theory]
    [MemberData(nameof(Groups))]
    public void Diagnose_gives_the_exact_status_set(int group) => Vectors.CheckGroup(Lines, group, line =>
    {
        string source = Vectors.Unescape(line.Columns[0]);
        IdnErrorSet unicode = DomainNameNormalizer.Diagnose(source, [], IdnProfile.Strict, IdnOperation.ToUnicode).Errors;
        IdnErrorSet ascii = DomainNameNormalizer.Diagnose(source, [], IdnProfile.Strict, IdnOperation.ToAscii).Errors;
        return Statuses(unicode.ToString()).SetEquals(Statuses(line.Columns[2])) && Statuses(ascii.ToString()).SetEquals(Statuses(line.Columns[4]))
            ? null
            : $"{unicode} {ascii}";
    });

    [Theory]
    [MemberData(nameof(Groups))]
    public void Utf8_fares_as_utf16(int group) => Vectors.CheckGroup(Lines, group, line =>
    {
        string source = Vectors.Unescape(line.Columns[0]);
        byte[] utf8 = Encoding.UTF8.GetBytes(source);
        var fromUtf16 = new byte[DomainNameNormalizer.MaxTextLength];
        var fromUtf8 = new byte[DomainNameNormalizer.MaxTextLength];
        foreach (IdnProfile profile in new[] { IdnProfile.Strict, IdnProfile.Dns, IdnProfile.Browser, IdnProfile.Registration })
        {
            IdnResult expected = DomainNameNormalizer.Normalize(source, fromUtf16, profile);
            IdnResult actual = DomainNameNormalizer.Normalize(utf8, fromUtf8, profile);
            bool isSame = actual.Status == expected.Status && actual.Written == expected.Written && fromUtf8.AsSpan().SequenceEqual(fromUtf16);

            // Converting an unpaired surrogate to UTF-8 makes it a well-formed U+FFFD.
            bool isReplaced = expected.Error == IdnError.IllFormed && actual.Error == IdnError.Disallowed;
            if (!isSame || (actual.Error != expected.Error && !isReplaced))
                return $"{expected} {actual}";
        }
        return null;
    });

    private static HashSet<string> Statuses(string set) =>
        [.. set.Trim('[', ']').Split(", ", StringSplitOptions.RemoveEmptyEntries)];
}

using System.Numerics;
using System.Runtime.InteropServices;
using DomainBlock.Generators;
using DomainBlock.Tests.Format;
using DomainBlock.Text;
using FsCheck;
using FsCheck.Fluent;

namespace DomainBlock.Tests.Names;

/// <summary>The vectorised scan against its scalar twin, on text that begins or ends at an unreadable page.</summary>
public sealed class PlainScannerTests : IDisposable
{
    /// <summary>A little more than is ever plain: 253 and the final dot.</summary>
    private const int LongestTried = PlainScanner.MaxUnits + 6;

    // Few characters and many dots, so that every fault and every length of label comes often.
    private static readonly Gen<char> Units = Gen.Frequency(
        (30, Gen.Elements("aAzZ09-_~`".ToCharArray())), (4, Gen.Constant('.')), (1, Gen.Elements("\\ #\u007F\0@[\u00E9\u0161\u012E\u8061\uFF2E".ToCharArray())));

    private static readonly Gen<string> Texts =
        from length in Gen.Choose(0, LongestTried)
        from units in Units.ArrayOf(length)
        select new string(units);

    // Labels of good length: nearly all of it is plain.
    private static readonly Gen<string> Names =
        from labels in Gen.Choose(1, 63).SelectMany(longest => Gen.Choose(1, longest).ArrayOf())
        from end in Gen.Elements("", ".")
        select Cut(string.Join('.', labels.Select((length, index) => new string((char)((index % 2 == 0 ? 'a' : 'A') + (length % 26)), length))) + end);

    private readonly GuardedMemory _memory = new(2 * LongestTried);

    public void Dispose() => ((IDisposable)_memory).Dispose();

    [RuleSetProperty]
    public Property It_agrees_with_its_twin_on_any_text() => Prop.ForAll(Texts.ToArbitrary(), AssertAgree);

    [RuleSetProperty]
    public Property It_agrees_with_its_twin_on_names() => Prop.ForAll(Names.ToArbitrary(), AssertAgree);

    [RuleSetProperty]
    public void It_agrees_with_its_twin_on_spelled_names(SpelledName spelled) => AssertAgree(Cut(spelled.Text));

    [Fact]
    public void Every_octet_is_judged_alike_at_every_place_of_every_length()
    {
        for (int length = 1; length <= LongestTried; length++)
        {
            char[] units = Row(length);
            for (int place = 0; place < length; place++)
            {
                // All values where the place is new in its block; else those at the edges of a kind.
                char kept = units[place];
                foreach (char unit in length <= 70 ? AllOctets : EdgeOctets)
                {
                    units[place] = unit;
                    AssertSame(units);
                }
                units[place] = kept;
            }
        }
    }

    [Fact]
    public void Every_utf16_unit_is_judged_alike_at_every_place_of_a_block()
    {
        foreach (int length in (int[])[1, 2, 3, 5, 9, 15, 16, 17, 33])
        {
            char[] units = Row(length);
            for (int place = 0; place < length; place++)
            {
                char kept = units[place];

                // Those beyond 255 by their low octet, by their high octet, and where narrowing takes signed numbers.
                for (int unit = 0; unit <= char.MaxValue; unit += place == length / 2 ? 1 : 0x2B)
                {
                    units[place] = (char)unit;
                    AssertSame<char>(units, ScalarScan.Of(units));
                }
                units[place] = kept;
            }
        }
    }

    [Fact]
    public void Every_pair_of_dots_is_found_at_every_length()
    {
        for (int length = 1; length <= LongestTried; length++)
        {
            char[] units = Row(length);
            AssertSame(units);
            for (int first = 0; first < length; first++)
            {
                char kept = units[first];
                units[first] = '.';
                AssertSame(units);
                for (int second = first + 1; second < Math.Min(length, first + 67); second += second == first + 2 ? 60 : 1)
                {
                    char keptSecond = units[second];
                    units[second] = '.';
                    AssertSame(units);
                    units[second] = keptSecond;
                }
                units[first] = kept;
            }
        }
    }

    [Theory]
    [InlineData("www.example.com", true)]
    [InlineData("WWW.example.com", false)]
    [InlineData("www.example.com.", false)]
    public void Canonical_is_what_has_neither_upper_case_nor_a_final_dot(string text, bool isCanonical)
    {
        Assert.True(PlainScanner.TryScan<char>(text, out PlainScan scan));
        Assert.Equal(isCanonical, scan.IsCanonical);
        Assert.Equal("www.example.com".Length, scan.Length);
        Assert.Equal(3, scan.Ends.Count);
    }

    private static readonly char[] AllOctets = [.. Enumerable.Range(0, 256).Select(octet => (char)octet)];

    private static readonly char[] EdgeOctets = [.. "\0\u0020!#$%&.-/09:;<=>?@AZ[\\]^_`az{|}~\u007F\u0080\u00AE\u00C1\u00FF"];

    /// <summary>Letters with a dot at every 50th place, so that lengths are good up to 253.</summary>
    private static char[] Row(int length) => [.. Enumerable.Range(1, length).Select(place => place % 50 == 0 && place < length ? '.' : 'a')];

    private static string Cut(string text) => text[..Math.Min(text.Length, LongestTried)];

    private void AssertAgree(string text)
    {
        char[] units = text.ToCharArray();
        ScalarScan? twin = ScalarScan.Of(units);
        ReadOnlySpan<byte> utf16 = MemoryMarshal.AsBytes(text.AsSpan());
        AssertSame(MemoryMarshal.Cast<byte, char>(_memory.AtEnd(utf16).Span), twin);
        AssertSame(MemoryMarshal.Cast<byte, char>(_memory.AtStart(utf16).Span), twin);

        // As octets, those beyond Latin-1 become one that is no ASCII.
        byte[] octets = [.. units.Select(unit => (byte)Math.Min(unit, '\u00FF'))];
        AssertSame<byte>(_memory.AtEnd(octets).Span, twin);
        AssertSame<byte>(_memory.AtStart(octets).Span, twin);
    }

    private static void AssertSame(char[] units)
    {
        ScalarScan? twin = ScalarScan.Of(units);
        AssertSame<char>(units, twin);
        Span<byte> octets = stackalloc byte[units.Length];
        for (int place = 0; place < units.Length; place++)
            octets[place] = (byte)units[place];
        AssertSame<byte>(octets, twin);
    }

    private static void AssertSame<TUnit>(ReadOnlySpan<TUnit> units, ScalarScan? twin)
        where TUnit : unmanaged, IBinaryInteger<TUnit>
    {
        if (PlainScanner.TryScan(units, out PlainScan scan) != twin is not null)
            Assert.Fail($"{units.Length} units {Shown(units)}: the twin says {twin}");
        if (PlainScanner.TryScanShort(units, out ShortScan inRegisters) != (twin is not null && units.Length < 64))
            Assert.Fail($"{units.Length} units {Shown(units)}: what is scanned into registers differs");
        if (twin is null)
            return;
        if (units.Length < 64 && (inRegisters.Length != twin.Length || inRegisters.HasUpper != twin.HasUpper || inRegisters.Ends != scan.Ends.FirstWord))
            Assert.Fail($"{units.Length} units {Shown(units)}: what was seen differs in registers");

        bool isSame = scan.Length == twin.Length && scan.HasUpper == twin.HasUpper && scan.HasFinalDot == twin.HasFinalDot && scan.Ends.Count == twin.Labels.Length;
        int label = 0;
        for (int start = 0, end; isSame && start < scan.Length; start = end + 1)
        {
            end = scan.Ends.LabelEnd(start);
            isSame = (start, end) == twin.Labels[label++];
        }
        foreach (int start in scan.Ends.StartsFromRight)
            isSame = isSame && label > 0 && start == twin.Labels[--label].Start;
        if (!isSame || label != 0)
            Assert.Fail($"{units.Length} units {Shown(units)}: labels or what was seen differ");
    }

    private static string Shown<TUnit>(ReadOnlySpan<TUnit> units)
        where TUnit : unmanaged, IBinaryInteger<TUnit>
    {
        var numbers = new List<string>();
        foreach (TUnit unit in units)
            numbers.Add(uint.CreateTruncating(unit).ToString("X2", System.Globalization.CultureInfo.InvariantCulture));
        return string.Join(' ', numbers);
    }
}

using System.Text;
using DomainBlock.Generators;
using DomainBlock.Text;
using FsCheck;
using FsCheck.Fluent;

namespace DomainBlock.Tests.Names;

/// <summary>The quick reader against the careful one.</summary>
public class PlainTextTests
{
    // Few characters, so that every fault and every length comes often.
    private static readonly Gen<string> Texts = Gen.Elements([.. "aAz09-_.......*\\ #\u007F\0é"]).ArrayOf().Select(c => new string(c));

    [RuleSetProperty]
    public void The_quick_reader_agrees_with_the_careful_one_on_every_spelling(SpelledName spelled) => AssertAgree(spelled.Text);

    [RuleSetProperty]
    public void The_quick_reader_takes_no_invalid_text(InvalidName invalid) => AssertAgree(invalid.Text);

    [RuleSetProperty]
    public Property The_quick_reader_agrees_with_the_careful_one_on_any_text() => Prop.ForAll(Texts.ToArbitrary(), AssertAgree);

    [Theory]
    [InlineData(252)]
    [InlineData(253)]
    [InlineData(254)]
    [InlineData(255)]
    public void The_readers_agree_at_the_limit_of_length(int length)
    {
        string name = string.Join('.', Enumerable.Repeat(new string('x', 49), 6))[..length];
        AssertAgree(name);
        AssertAgree(name[..^1] + ".");
    }

    [Theory]
    [InlineData("www.example.com")]
    [InlineData("WWW.Example.COM.")]
    [InlineData("_dmarc.a-b.xn--p1ai")]
    public void Plain_text_is_read_the_quick_way(string text)
    {
        var name = default(NameBuffer);
        Assert.True(PlainText.TryRead<char>(text, ref name));
        Assert.True(PlainText.TryRead((ReadOnlySpan<byte>)Encoding.ASCII.GetBytes(text), ref name));
    }

    [RuleSetProperty]
    public void A_name_as_text_has_its_labels_between_the_ends(DomainName name)
    {
        var buffer = default(NameBuffer);
        buffer.TakeCanonical(name.Octets);
        Span<byte> room = stackalloc byte[NameBuffer.MaxOctets];
        ReadOnlySpan<byte> text = buffer.CopyText(room, out LabelEnds ends);
        Assert.Equal(Math.Max(0, name.Octets.Length - 1), text.Length);
        Assert.Equal(text.Length, ends.Length);
        Assert.Equal(buffer.LabelCount, ends.Count);
        var starts = new Stack<int>();
        int start = 0;
        for (ReadOnlySpan<byte> rest = name.Octets; !rest.IsEmpty; rest = rest[(1 + rest[0])..])
        {
            int end = ends.LabelEnd(start);
            Assert.Equal(rest.Slice(1, rest[0]).ToArray(), text[start..end].ToArray());
            Assert.True(end == text.Length || text[end] == '.');
            starts.Push(start);
            start = end + 1;
        }
        foreach (int place in ends.StartsFromRight)
            Assert.Equal(starts.Pop(), place);
        Assert.Empty(starts);
    }

    private static void AssertAgree(string text)
    {
        var quick = default(NameBuffer);
        var careful = default(NameBuffer);
        bool isPlain = PlainText.TryRead<char>(text, ref quick);
        NameStatus status = PresentationText.Read<char>(text, ref careful, out _);
        if (isPlain)
        {
            Assert.Equal(NameStatus.Valid, status);
            Assert.Equal(careful.Octets, quick.Octets);
            Assert.Equal(Starts(careful), Starts(quick));
        }
        else
        {
            Assert.True(status != NameStatus.Valid || text == "." || text.Contains('\\', StringComparison.Ordinal) || text.Length > 253, text);
        }

        if (Ascii.IsValid(text))
        {
            var fromUtf8 = default(NameBuffer);
            Assert.Equal(isPlain, PlainText.TryRead<byte>(Encoding.ASCII.GetBytes(text), ref fromUtf8));
            if (isPlain)
                Assert.Equal(quick.Octets, fromUtf8.Octets);
        }
    }

    private static byte[] Starts(NameBuffer name) => name.LabelStarts.ToArray();
}

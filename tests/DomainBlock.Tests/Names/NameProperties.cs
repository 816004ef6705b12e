using System.Text;
using DomainBlock.Generators;

namespace DomainBlock.Tests.Names;

public class NameProperties
{
    [RuleSetProperty]
    public void The_text_of_a_name_reads_as_the_name(DomainName name)
    {
        Assert.Equal(name, DomainName.Parse(name.ToString()));
        Assert.True(DomainName.TryParse(Encoding.ASCII.GetBytes(name.ToString()), out DomainName fromUtf8));
        Assert.Equal(name, fromUtf8);
    }

    [RuleSetProperty]
    public void Text_to_wire_to_text_is_the_identity_on_canonical_names(DomainName name)
    {
        string text = name.ToString();
        byte[] wire = new byte[255];
        int length = DomainName.Parse(text).CopyWireTo(wire);
        Assert.Equal(name.Octets.Length + 1, length);
        Assert.Equal(NameStatus.Valid, DomainName.Read(new WireName(wire.AsSpan(0, length)), out DomainName back, out _));
        Assert.Equal(text, back.ToString());
    }

    [RuleSetProperty]
    public void Every_spelling_of_a_name_reads_as_the_name(SpelledName spelled)
    {
        Assert.Equal(spelled.Name, DomainName.Parse(spelled.Text));
        Assert.True(DomainName.TryParse(Encoding.ASCII.GetBytes(spelled.Text), out DomainName fromUtf8));
        Assert.Equal(spelled.Name, fromUtf8);
    }

    [RuleSetProperty]
    public void Every_wire_form_of_a_name_reads_as_the_name(NameInMessage laid)
    {
        NameStatus status = DomainName.Read(laid.ToWireName([.. laid.Message]), out DomainName name, out _);
        Assert.Equal((NameStatus.Valid, laid.Name), (status, name));
    }

    [RuleSetProperty]
    public void An_invalid_text_is_refused_as_foretold(InvalidName invalid)
    {
        NameStatus status = DomainName.Read(invalid.Text, out _, out int position);
        Assert.Equal((invalid.Status, invalid.Position), (status, position));
    }

    [RuleSetProperty]
    public void Room_that_is_too_small_for_the_wire_form_is_left_alone(DomainName name)
    {
        byte[] room = new byte[name.Octets.Length];
        Assert.Equal(0, name.CopyWireTo(room));
        Assert.All(room, octet => Assert.Equal(0, octet));
    }

    [RuleSetProperty]
    public void Names_are_ordered_as_their_labels_from_the_right(DomainName left, DomainName right)
    {
        Assert.Equal(left == right, left.CompareTo(right) == 0);
        Assert.Equal(Math.Sign(left.CompareTo(right)), -Math.Sign(right.CompareTo(left)));
        Assert.Equal(Math.Sign(CompareLabels(left, right)), Math.Sign(left.CompareTo(right)));
        Assert.Equal(left == right, left.Equals((object)right) && left.GetHashCode() == right.GetHashCode());
    }

    [RuleSetProperty]
    public void Reading_random_input_never_throws_and_all_forms_agree(string? text, byte[] octets, int offset)
    {
        NameStatus fromText = DomainName.Read(text, out DomainName name, out int position);
        Assert.InRange(position, 0, text?.Length ?? 0);
        if (fromText == NameStatus.Valid)
            Assert.Equal(name, DomainName.Parse(name.ToString()));

        _ = DomainName.Read(octets, out _, out position);
        Assert.InRange(position, 0, octets.Length);

        NameStatus fromWire = DomainName.Read(new WireName(octets, offset), out name, out _);
        if (fromWire == NameStatus.Valid)
            Assert.Equal(name, DomainName.Parse(name.ToString()));

        using Blocklist blocklist = Blocklist.Create([]);
        Assert.Equal(fromText, blocklist.Match(text).Status);
        Assert.Equal(fromWire, blocklist.Match(new WireName(octets, offset)).Status);
    }

    private static int CompareLabels(DomainName left, DomainName right)
    {
        string[] mine = Labels(left);
        string[] others = Labels(right);
        for (int i = 0; i < Math.Min(mine.Length, others.Length); i++)
        {
            int order = mine[i].Length.CompareTo(others[i].Length);
            order = order != 0 ? order : string.CompareOrdinal(mine[i], others[i]);
            if (order != 0)
                return order;
        }
        return mine.Length.CompareTo(others.Length);
    }

    private static string[] Labels(DomainName name)
    {
        var labels = new List<string>();
        for (ReadOnlySpan<byte> rest = name.Octets; !rest.IsEmpty; rest = rest[(1 + rest[0])..])
            labels.Insert(0, Encoding.Latin1.GetString(rest.Slice(1, rest[0])));
        return [.. labels];
    }
}

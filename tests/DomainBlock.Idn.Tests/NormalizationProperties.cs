using System.Buffers;
using System.Text;
using FsCheck.Xunit;

namespace DomainBlock.Idn.Tests;

/// <summary>What holds of every name.</summary>
[Properties(Arbitrary = [typeof(NameGenerators)], MaxTest = 2000)]
public class NormalizationProperties
{
    private static readonly IdnProfile[] Profiles = [IdnProfile.Dns, IdnProfile.Browser, IdnProfile.Strict, IdnProfile.Registration];

    [Property]
    public void Normalizing_again_changes_nothing(NameText name)
    {
        foreach (IdnProfile profile in Profiles)
        {
            if (Normalized.Text(name.Text, profile) is not { } once)
                continue;
            Assert.Equal(once, Normalized.Text(once, profile, out IdnResult result));
            Assert.True(result.Flags.HasFlag(IdnFlags.WasCanonical));
        }
    }

    [Property]
    public void IsCanonical_is_exact(NameText name)
    {
        string? canonical = Normalized.Text(name.Text);
        Assert.Equal(canonical == name.Text, DomainNameNormalizer.IsCanonical(name.Text));
        if (canonical is not null)
        {
            Assert.True(DomainNameNormalizer.IsCanonical(canonical));
            Assert.True(DomainNameNormalizer.IsCanonical(Encoding.ASCII.GetBytes(canonical)));
        }
    }

    [Property]
    public void The_text_of_a_wire_name_is_that_name(WireOctets wire)
    {
        var canonical = new byte[DomainNameNormalizer.MaxWireLength];
        IdnResult result = DomainNameNormalizer.NormalizeWire(new WireName(wire.Octets), canonical, out int consumed);
        Assert.True(result.IsDone);
        Assert.Equal(wire.Octets.Length, consumed);
        Assert.Equal(NameStatus.Valid, DomainName.Read(new WireName(wire.Octets), out DomainName name, out _));
        Assert.Equal(canonical[..result.Written], Normalized.Wire(name.ToString()));
        Assert.Equal(name.ToString(), Normalized.Text(name.ToString()));
        Assert.True(DomainNameNormalizer.IsCanonical(name.ToString()));
    }

    [Property]
    public void U_form_and_A_form_are_one_name(string[] labels)
    {
        string name = string.Join('.', labels);
        string? ascii = Normalized.Text(name);
        Assert.NotNull(ascii);
        Assert.Equal(name, Normalized.Unicode(ascii, IdnProfile.Dns, out _));
        Assert.Equal(ascii, Normalized.Text(string.Join('。', labels.Select(label => Normalized.Text(label)))));
    }

    [Property]
    public void What_ToUnicode_shows_of_a_valid_name_is_that_name(NameText name)
    {
        foreach (IdnProfile profile in Profiles)
        {
            if (Normalized.Text(name.Text, profile) is not { } ascii)
                continue;
            string shown = Normalized.Unicode(name.Text, profile, out IdnResult result);
            Assert.True(result.IsDone);
            if (!profile.RequireCanonical)
                Assert.Equal(ascii, Normalized.Text(shown, profile));
        }
    }

    [Property]
    public void Case_of_ASCII_letters_makes_no_difference(NameText name)
    {
        string upper = string.Concat(name.Text.Select(c => char.IsAsciiLetterLower(c) ? (char)(c - 0x20) : c));
        foreach (IdnProfile profile in new[] { IdnProfile.Dns, IdnProfile.Browser, IdnProfile.Strict })
            Assert.Equal(Normalized.Text(name.Text, profile), Normalized.Text(upper, profile));
    }

    [Property]
    public void The_three_input_forms_agree(NameText name)
    {
        var fromUtf16 = new byte[DomainNameNormalizer.MaxWireLength];
        var fromUtf8 = new byte[DomainNameNormalizer.MaxWireLength];
        var fromWire = new byte[DomainNameNormalizer.MaxWireLength];
        IdnResult expected = DomainNameNormalizer.NormalizeToWire(name.Text, fromUtf16);
        IdnResult actual = DomainNameNormalizer.NormalizeToWire(Encoding.UTF8.GetBytes(name.Text), fromUtf8);
        Assert.Equal(expected.IsDone, actual.IsDone);
        Assert.Equal(fromUtf16[..expected.Written], fromUtf8[..actual.Written]);
        if (!expected.IsDone)
            return;
        IdnResult wire = DomainNameNormalizer.NormalizeWire(new WireName(fromUtf16), fromWire, out _);
        Assert.True(wire.Flags.HasFlag(IdnFlags.WasCanonical));
        Assert.Equal(fromUtf16, fromWire);
    }

    [Property]
    public void Text_wire_and_DomainName_agree(NameText name)
    {
        string? text = Normalized.Text(name.Text);
        byte[]? wire = Normalized.Wire(name.Text);
        NameStatus status = DomainName.Read(name.Text, out DomainName read, out int position);
        Assert.Equal(status == NameStatus.Valid, text is not null);
        Assert.Equal(status == NameStatus.Valid, wire is not null);
        Assert.InRange(position, 0, name.Text.Length);
        if (text is null)
            return;
        Assert.Equal(read.ToString(), text);
        Assert.Equal([.. read.Octets, 0], wire!);
    }

    [Property]
    public void Diagnose_finds_what_Normalize_stops_at(NameText name)
    {
        foreach (IdnProfile profile in new[] { IdnProfile.Strict, IdnProfile.Registration, IdnProfile.Strict with { VerifyDnsLength = false } })
        {
            var labels = new IdnLabelDiagnosis[64];
            Normalized.Text(name.Text, profile, out IdnResult result);
            IdnDiagnosis diagnosis = DomainNameNormalizer.Diagnose(name.Text, labels, profile);
            bool isEmpty = !profile.VerifyDnsLength && result.Error == IdnError.NameLength;
            Assert.Equal(result.IsDone || isEmpty, diagnosis.Errors.IsEmpty);
            if (!result.IsDone && !isEmpty)
                Assert.True(diagnosis.Errors.Contains(result.Error) || result.Error == IdnError.LabelLength, $"{diagnosis.Errors} {result.Error}");
            Assert.InRange(result.Position, 0, name.Text.Length);
        }
    }

    [Property]
    public void Too_little_room_is_said_so_and_nothing_throws(NameText name, byte room)
    {
        foreach (IdnProfile profile in Profiles)
        {
            string? full = Normalized.Text(name.Text, profile);
            IdnResult result = DomainNameNormalizer.Normalize(name.Text, new byte[room], profile);
            if (full is not null)
                Assert.Equal(full.Length <= room ? OperationStatus.Done : OperationStatus.DestinationTooSmall, result.Status);
            else
                Assert.Equal(OperationStatus.InvalidData, result.Status);
            DomainNameNormalizer.ToUnicode(name.Text, new char[room], profile);
            DomainNameNormalizer.ToUnicode(name.Text, new byte[room], profile);
            DomainNameNormalizer.NormalizeToWire(name.Text, new byte[room], profile);
        }
    }

    [Property]
    public void Octets_of_any_kind_are_answered(byte[] octets, int offset)
    {
        var room = new byte[DomainNameNormalizer.MaxPresentationLength];
        foreach (IdnProfile profile in Profiles)
        {
            DomainNameNormalizer.Normalize(octets, room, profile);
            DomainNameNormalizer.ToUnicode(octets, room, profile);
            DomainNameNormalizer.Diagnose(octets, [], profile);
        }
        DomainNameNormalizer.NormalizeWire(new WireName(octets, offset), room, out int consumed);
        Assert.InRange(consumed, 0, octets.Length);
    }

    [Property]
    public void A_slow_obvious_twin_composes_the_same(NameText name)
    {
        int[] text = [.. name.Text.EnumerateRunes().Select(rune => rune.Value)];
        var label = new int[(text.Length * 4) + 1];
        text.CopyTo(label, 0);
        int length = text.Length;
        Assert.True(NfcComposer.Compose(label, ref length, new int[(text.Length * 4) + 1]));
        Assert.Equal(PlainNfc.Compose(text), label[..length]);
    }
}

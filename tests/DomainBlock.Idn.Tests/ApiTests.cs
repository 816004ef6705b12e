using System.Buffers;
using System.Runtime.CompilerServices;
using System.Text;

namespace DomainBlock.Idn.Tests;

/// <summary>What the public face promises beside the results themselves.</summary>
public class ApiTests
{
    private static readonly byte[] Message = [.. new byte[12], 3, .. "COM"u8, 0, 2, (byte)'a', (byte)'B', 0xC0, 12, 0xC0, 17, 0xC0, 23];

    [Fact]
    public void Results_and_profiles_are_small()
    {
        Assert.Equal(8, Unsafe.SizeOf<IdnResult>());
        Assert.Equal(2, Unsafe.SizeOf<IdnProfile>());
        Assert.Equal(8, Unsafe.SizeOf<IdnErrorSet>());
    }

    [Fact]
    public void The_default_profile_is_Dns()
    {
        Assert.Equal(IdnProfile.Dns, default);
        Assert.True(default(IdnProfile).PresentationFormat);
        Assert.False(default(IdnProfile).CheckHyphens);
    }

    [Fact]
    public void Each_rule_can_be_set_by_itself()
    {
        foreach (IdnProfile profile in new[] { IdnProfile.Dns, IdnProfile.Browser, IdnProfile.Strict, IdnProfile.Registration })
        {
            foreach (System.Reflection.PropertyInfo rule in typeof(IdnProfile).GetProperties().Where(p => p.PropertyType == typeof(bool)))
            {
                object changed = profile;
                rule.SetValue(changed, !(bool)rule.GetValue(profile)!);
                foreach (System.Reflection.PropertyInfo other in typeof(IdnProfile).GetProperties().Where(p => p.PropertyType == typeof(bool)))
                    Assert.Equal(other.Name != rule.Name, Equals(other.GetValue(profile), other.GetValue(changed)));
                rule.SetValue(changed, rule.GetValue(profile));
                Assert.Equal(profile, changed);
            }
        }
    }

    [Fact]
    public void Every_error_has_a_code_and_words()
    {
        foreach (IdnError error in Enum.GetValues<IdnError>())
        {
            Assert.NotEmpty(error.Code());
            Assert.NotEmpty(error.Describe());
        }
        Assert.Equal(Enum.GetValues<IdnError>().Length, Enum.GetValues<IdnError>().Select(error => error.Code()).Distinct().Count());
        Assert.Equal("[V2, V7, B1]", (IdnError.Disallowed | (IdnErrorSet)IdnError.Bidi1 | IdnError.Hyphens34).ToString());
    }

    [Theory]
    [InlineData("www.example.com", IdnFlags.WasCanonical)]
    [InlineData("www.example.com.", IdnFlags.HadRootDot)]
    [InlineData("WWW.example.com.", IdnFlags.HadRootDot | IdnFlags.HadUpper)]
    [InlineData("a.xn--bcher-kva", IdnFlags.WasCanonical | IdnFlags.HadAce)]
    [InlineData("B\u00FCcher", IdnFlags.HadUpper | IdnFlags.HadUnicode)]
    [InlineData("a.\u05D0.", IdnFlags.HadUnicode | IdnFlags.IsBidi | IdnFlags.HadRootDot)]
    [InlineData("a\\.b", IdnFlags.WasCanonical)]
    [InlineData("axn--b", IdnFlags.WasCanonical)]
    public void Flags_say_what_was_seen(string name, IdnFlags expected)
    {
        Normalized.Text(name, IdnProfile.Dns, out IdnResult result);
        Assert.Equal(expected, result.Flags);
        Normalized.Text(Encoding.UTF8.GetBytes(name), IdnProfile.Dns, out result);
        Assert.Equal(expected, result.Flags);
    }

    [Fact]
    public void The_root_is_a_lone_dot()
    {
        Assert.Equal(".", Normalized.Text("."));
        Assert.True(DomainNameNormalizer.IsCanonical("."));
        Assert.Equal(new byte[] { 0 }, Normalized.Wire("."));
        Assert.Equal(".", Normalized.Unicode(".", IdnProfile.Dns, out _));
        Assert.Null(Normalized.Text(""));
        Assert.False(DomainNameNormalizer.IsCanonical(""));
    }

    [Theory]
    [InlineData(12, "03636F6D00", 5)]
    [InlineData(17, "02616203636F6D00", 5)]
    [InlineData(22, "02616203636F6D00", 2)]
    public void Wire_names_are_written_without_pointers(int offset, string expected, int length)
    {
        var wire = new byte[DomainNameNormalizer.MaxWireLength];
        IdnResult result = DomainNameNormalizer.NormalizeWire(new WireName(Message, offset), wire, out int consumed);
        Assert.Equal((expected, length), (Convert.ToHexString(wire, 0, result.Written), consumed));
        Assert.Equal(OperationStatus.DestinationTooSmall, DomainNameNormalizer.NormalizeWire(new WireName(Message, offset), new byte[4], out _).Status);
    }

    [Theory]
    [InlineData("0161026263 00", 0, IdnFlags.WasCanonical)]
    [InlineData("0161024263 00", 0, IdnFlags.HadUpper)]
    [InlineData("00", 0, IdnFlags.WasCanonical)]
    [InlineData("05786E2D2D61 0162 00", 0, IdnFlags.WasCanonical | IdnFlags.HadAce)]
    [InlineData("0162 05584E2D2D61 00", 0, IdnFlags.HadUpper | IdnFlags.HadAce)]
    [InlineData("0142 00 0161 C000", 3, IdnFlags.HadUpper)]
    [InlineData("0162 00 0141 C000", 3, IdnFlags.HadUpper)]
    [InlineData("0162 00 0161 C000", 3, IdnFlags.None)]
    [InlineData("05786E2D2D61 00 0161 C000", 7, IdnFlags.HadAce)]
    [InlineData("02786E 2D2D6161616161616161616161616161616161616161616161616161616161616161616161616161616161616161 00", 0, IdnFlags.WasCanonical)]
    [InlineData("01C3 00", 0, IdnFlags.WasCanonical)]
    public void The_flags_of_a_wire_name_tell_of_its_labels_wherever_they_stand(string hex, int offset, IdnFlags flags)
    {
        byte[] message = Convert.FromHexString(hex.Replace(" ", "", StringComparison.Ordinal));
        IdnResult result = DomainNameNormalizer.NormalizeWire(new WireName(message, offset), new byte[DomainNameNormalizer.MaxWireLength], out _);
        Assert.True(result.IsDone);
        Assert.Equal(flags, result.Flags);
    }

    [Theory]
    [InlineData("C000", IdnError.WirePointer, OperationStatus.InvalidData)]
    [InlineData("0161C000", IdnError.WirePointer, OperationStatus.InvalidData)]
    [InlineData("0361", IdnError.WireTruncated, OperationStatus.NeedMoreData)]
    [InlineData("C0", IdnError.WireTruncated, OperationStatus.NeedMoreData)]
    [InlineData("", IdnError.WireTruncated, OperationStatus.NeedMoreData)]
    [InlineData("4061", IdnError.WireLabelType, OperationStatus.InvalidData)]
    public void Bad_wire_names_are_refused(string hex, IdnError error, OperationStatus status)
    {
        IdnResult result = DomainNameNormalizer.NormalizeWire(new WireName(Convert.FromHexString(hex)), new byte[255], out int consumed);
        Assert.Equal((error, status, 0), (result.Error, result.Status, consumed));
    }

    [Fact]
    public void Diagnose_describes_each_label()
    {
        var labels = new IdnLabelDiagnosis[3];
        IdnDiagnosis diagnosis = DomainNameNormalizer.Diagnose("-a.b\u202E.ok.xn--0.", labels, IdnProfile.Strict);
        Assert.Equal(5, diagnosis.LabelCount);
        Assert.Equal("[P4, V3, V7, A4_2]", diagnosis.Errors.ToString());
        Assert.Equal(new IdnLabelDiagnosis(0, 2, IdnError.EdgeHyphen), labels[0]);
        Assert.Equal(new IdnLabelDiagnosis(3, 2, IdnError.Disallowed), labels[1]);
        Assert.Equal(new IdnLabelDiagnosis(6, 2, default), labels[2]);
    }

    [Fact]
    public void Names_are_read_by_the_rest_of_the_library_as_they_are_normalized_here()
    {
        Assert.Equal(DomainName.Parse("xn--bcher-kva.example"), DomainName.Parse("B\u00FCCHER\u3002example."));
        using Blocklist blocklist = Blocklist.Create([new Rule(DomainName.Parse("b\u00FCcher.example"), RulePattern.Subtree)]);
        Assert.True(blocklist.Match("www.BU\u0308CHER.example").IsBlocked);
        Assert.True(blocklist.Match("www.xn--bcher-kva.example"u8).IsBlocked);
        Assert.Equal(NameStatus.InvalidUnicode, blocklist.Match("\u0300.b\u00FCcher.example").Status);
        Assert.Contains("internationalised", Assert.Throws<FormatException>(() => DomainName.Parse("a\u202Eb")).Message, StringComparison.Ordinal);
    }
}

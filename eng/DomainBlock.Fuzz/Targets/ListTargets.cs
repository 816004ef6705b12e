using DomainBlock.Lists;

namespace DomainBlock.Fuzz.Targets;

/// <summary>Lists of lines, and of JSON.</summary>
internal static class ListTargets
{
    /// <summary>Reads a list as a format.</summary>
    public static void Read(ListFormat format, byte[] bytes)
    {
        try
        {
            using var source = ListSource.Open(new MemoryStream(bytes), "list");
            var rules = new RuleCheck();
            ListReport report = source.Read(format, rules.Take, new ListReadOptions { Tell = RuleCheck.Tell });
            rules.RequireAgreement(report);
        }
        catch (ListRefusedException e)
        {
            FuzzFault.Unless(e.Message.Length is > 0 and < 5000, "a refusal without words, or with far too many");
        }
    }

    /// <summary>Unpacks what may be gzip, finds its format and reads it.</summary>
    public static void ReadAny(byte[] bytes)
    {
        try
        {
            using var source = ListSource.Open(new MemoryStream(bytes), "list");
            FormatDetection detection = source.DetectFormat();
            FuzzFault.Unless(detection.AgreementPercent is >= 0 and <= 100 && detection.RunnerUpPercent <= detection.AgreementPercent, "shares that cannot be");
            source.Read(detection.Format ?? ListFormat.Domains, _ => { });
        }
        catch (ListRefusedException e)
        {
            FuzzFault.Unless(e.Message.Length > 0, "a refusal without words");
        }
    }
}

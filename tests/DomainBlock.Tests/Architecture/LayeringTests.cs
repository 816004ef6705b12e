using DomainBlock.Tests.Architecture.Fixture;

namespace DomainBlock.Tests.Architecture;

public class LayeringTests
{
    private const string Face = "face";

    /// <summary>The core as its folders have it. Public types stand in the root namespace, so each is placed here.</summary>
    private static readonly Layers Core = new(
        "DomainBlock",
        Placed: new Dictionary<string, string>
        {
            ["BuildProgress"] = "Work",
            ["BuildStage"] = "Work",
            ["NameStatus"] = "Text",
            ["NameStatusExtensions"] = "Text",
            ["WireName"] = "Text",
            ["DomainNameNormalizer"] = "Idn",
            ["IdnDiagnosis"] = "Idn",
            ["IdnError"] = "Idn",
            ["IdnErrors"] = "Idn",
            ["IdnErrorSet"] = "Idn",
            ["IdnFlags"] = "Idn",
            ["IdnLabelDiagnosis"] = "Idn",
            ["IdnOperation"] = "Idn",
            ["IdnProfile"] = "Idn",
            ["IdnResult"] = "Idn",
            ["DomainName"] = "Names",
            ["PublicSuffixList"] = "PublicSuffixes",
            ["OverBlockingGuard"] = "Guarding",
            ["GuardOptions"] = "Guarding",
            ["GuardFinding"] = "Guarding",
            ["GuardReason"] = "Guarding",
            ["ExpressionSyntax"] = "Patterns",
            ["NameExpression"] = "Rules",
            ["ListInfo"] = "Rules",
            ["Profile"] = "Rules",
            ["ChainMode"] = "Rules",
            ["Rule"] = "Rules",
            ["RuleAction"] = "Rules",
            ["RuleAnswer"] = "Rules",
            ["RuleAnswerKind"] = "Rules",
            ["RuleLevel"] = "Rules",
            ["RuleOptions"] = "Rules",
            ["QueryType"] = "Rules",
            ["RulePattern"] = "Rules",
            ["RulePatternExtensions"] = "Rules",
            ["ListView"] = "Matching",
            ["MatchContext"] = "Matching",
            ["MatchResult"] = "Matching",
            ["RuleHindrance"] = "Matching",
            ["PrecedenceKey"] = "Matching",
            ["ChainResult"] = "Matching",
            ["BlocklistAudit"] = "Auditing",
            ["BlocklistDifference"] = "Auditing",
            ["NameChange"] = "Auditing",
            ["NameScope"] = "Auditing",
            ["RuleChange"] = "Auditing",
            ["RuleChangeKind"] = "Auditing",
            ["ListAudit"] = "Auditing",
            ["ListOverlap"] = "Auditing",
            ["RuleFinding"] = "Auditing",
            ["RuleFindingKind"] = "Auditing",
            ["Explanation"] = "Format",
            ["RuleExplanation"] = "Format",
            ["Verdict"] = "Matching",
            ["BlocklistLimitException"] = "Matching",
            ["BlocklistFileException"] = "Format",
            ["BlocklistFileFault"] = "Format",
            ["ReplacedFile"] = "Files",
            ["Blocklist"] = Face,
            ["BlocklistBuilder"] = Face,
            ["BlocklistBuilderOptions"] = Face,
            ["BlocklistOpenOptions"] = Face,
            ["CompiledBlocklist"] = Face,
            ["CancelledRule"] = Face,
            ["RedundantRule"] = Face,
        },
        MayUse: new Dictionary<string, string[]>
        {
            ["Work"] = [],
            ["Text"] = [],
            ["Idn"] = ["Text"],
            ["Names"] = ["Text", "Idn"],
            ["Indexing"] = ["Work", "DomainBlock.BlocklistLimitException", "DomainBlock.Text.NameText", "DomainBlock.Text.ShortText", "DomainBlock.Text.LabelEnds"],
            ["PublicSuffixes"] = ["Names", "Text", "Indexing", "DomainBlock.BlocklistLimitException"],
            ["Patterns"] = ["DomainBlock.BlocklistLimitException"],
            ["Rules"] = ["Patterns", "Names", "Text", "Idn"],
            ["Guarding"] = ["Patterns", "Rules", "Names", "Text", "PublicSuffixes"],
            ["Matching"] = ["Work", "PublicSuffixes", "Patterns", "Rules", "Names", "Text", "Indexing"],
            ["Format"] = ["Work", "PublicSuffixes", "Patterns", "Matching", "Rules", "Names", "Text", "Indexing"],
            ["Auditing"] = ["Work", "Matching", "Rules", "Names", "Text"],
            ["Files"] = ["DomainBlock.BlocklistFileException", "DomainBlock.BlocklistFileFault"],
            [Face] = ["Work", "Auditing", "Text", "Idn", "Names", "Indexing", "PublicSuffixes", "Rules", "Matching", "Format", "Files"],
        },
        Assemblies: new Dictionary<string, string[]>
        {
            ["Work"] = ["System."],
            ["Text"] = ["System."],
            ["Idn"] = ["System."],
            ["Names"] = ["System."],
            ["Indexing"] = ["System."],
            ["PublicSuffixes"] = ["System."],
            ["Guarding"] = ["System."],
            ["Patterns"] = ["System."],
            ["Rules"] = ["System."],
            ["Matching"] = ["System."],
            ["Format"] = ["System."],
            ["Auditing"] = ["System."],
            ["Files"] = ["System.", "DotNext"],
            [Face] = ["System."],
        });

    private static readonly Layers Planted = new(
        "DomainBlock.Tests.Architecture.Fixture",
        Placed: new Dictionary<string, string> { ["FixtureMarker"] = "Lower" },
        MayUse: new Dictionary<string, string[]> { ["Lower"] = [], ["Upper"] = ["Lower"] },
        Assemblies: new Dictionary<string, string[]> { ["Lower"] = ["System."], ["Upper"] = ["System."] });

    [Fact]
    public void In_the_core_uses_point_one_way()
    {
        string path = typeof(Blocklist).Assembly.Location;
        Assert.Empty(Core.FindFaults(TypeUseReader.ReadTypeNames(path), TypeUseReader.Read(path)));
    }

    [Fact]
    public void The_core_references_nothing_but_the_framework_and_the_mapping_library()
    {
        string[] references = [.. typeof(Blocklist).Assembly.GetReferencedAssemblies().Select(assembly => assembly.Name!)];
        Assert.All(references, name => Assert.True(
            name.StartsWith("System.", StringComparison.Ordinal) || name is "DotNext" or "DotNext.Unsafe", name));
    }

    [Fact]
    public void The_reader_sees_uses_in_the_core_that_are_only_in_code()
    {
        IReadOnlySet<TypeUse> uses = TypeUseReader.Read(typeof(Blocklist).Assembly.Location);
        Assert.Contains(new TypeUse("DomainBlock.DomainName", "DomainBlock.Text.ReversedKey", null), uses);
        Assert.Contains(new TypeUse("DomainBlock.CompiledBlocklist", "DomainBlock.ReplacedFile", null), uses);
        Assert.Contains(new TypeUse("DomainBlock.Format.Sections", "System.IO.Hashing.XxHash3", "System.IO.Hashing"), uses);
    }

    [Theory]
    [InlineData("InCode")]
    [InlineData("InLambda")]
    [InlineData("InSignature")]
    [InlineData("InGenericArgument")]
    [InlineData("InAttribute")]
    [InlineData("InCatch")]
    public void A_planted_use_of_an_upper_layer_is_found(string type)
    {
        Assert.Contains(
            $"DomainBlock.Tests.Architecture.Fixture.Lower.{type} (Lower) may not use DomainBlock.Tests.Architecture.Fixture.Upper.UpperType (Upper).",
            FindPlantedFaults());
    }

    [Fact]
    public void A_planted_use_of_a_foreign_assembly_is_found()
    {
        Assert.Contains(FindPlantedFaults(), fault => fault.Contains("Lower.InForeignAssembly (Lower) may not use FsCheck.Config (FsCheck)", StringComparison.Ordinal));
    }

    [Fact]
    public void A_type_without_a_layer_and_a_layer_without_its_type_are_found()
    {
        IReadOnlyList<string> faults = FindPlantedFaults();
        Assert.Contains("DomainBlock.Tests.Architecture.Fixture.Unplaced has no layer.", faults);
        Assert.Contains("Missing is placed in a layer, but there is no such type.", (Planted with
        {
            Placed = new Dictionary<string, string> { ["Missing"] = "Lower" },
        }).FindFaults([], []));
    }

    [Fact]
    public void What_is_allowed_is_no_fault()
    {
        Assert.DoesNotContain(FindPlantedFaults(), fault => fault.Contains("AllowedUse", StringComparison.Ordinal));
    }

    private static IReadOnlyList<string> FindPlantedFaults()
    {
        string path = typeof(FixtureMarker).Assembly.Location;
        return Planted.FindFaults(TypeUseReader.ReadTypeNames(path), TypeUseReader.Read(path));
    }
}

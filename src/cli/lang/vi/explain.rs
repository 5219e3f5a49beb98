//! What each code means and why it matters, in Vietnamese. The first sentence stands alone in lists.

use crate::cli::lang::Vi;
use crate::cli::show::explain::{Allowing, Explanation, Topic};
use crate::finding::Code;

impl Vi for Topic {
    fn vi(&self) -> String {
        match self {
            Topic::FrontMatter => "Phần khai báo đầu tệp",
            Topic::Structure => "Cấu trúc kế hoạch",
            Topic::Substance => "Nội dung kế hoạch",
            Topic::Years => "Năm học",
            Topic::Copies => "Sao chép",
            Topic::Text => "Chữ viết",
            Topic::Ids => "Mã của từng mục",
            Topic::Continuity => "Nối tiếp giữa các năm",
            Topic::Files => "Các tệp",
        }
        .into()
    }
}

impl Vi for Allowing {
    fn vi(&self) -> String {
        "Nếu trường có lý do để không theo, tắt nhắc nhở này trong caitien.toml:".into()
    }
}

impl Vi for Explanation {
    fn vi(&self) -> String {
        use Code as C;
        match self.0 {
            C::MissingFrontMatter => "Tệp kế hoạch chưa có phần khai báo giữa hai dòng `+++`. Phần này cho biết kế hoạch của trường nào, năm học nào, theo bộ tiêu chí nào; thiếu nó thì không so sánh hay phê duyệt được.",
            C::UnclosedFrontMatter => "Phần khai báo mở mà không đóng. Vì thế cả tệp bị hiểu nhầm; chỉ cần thêm một dòng `+++` sau mục cuối.",
            C::InvalidFrontMatter => "Phần khai báo viết sai cú pháp TOML. Chữ phải nằm trong dấu nháy kép, mỗi mục một dòng; câu báo lỗi kèm theo chỉ đúng chỗ sai.",
            C::MissingKey => "Phần khai báo thiếu một mục bắt buộc. Các mục bắt buộc là schema, school, period, catalog; trong caitien.toml là id của cơ quan, code của nhắc nhở.",
            C::UnknownKey => "Có một mục mà chương trình không biết. Thường là gõ nhầm tên; mục lạ vẫn được giữ nguyên trong tệp nhưng không có tác dụng.",
            C::WrongType => "Giá trị của một mục không đúng loại. Ví dụ ngày thì viết 2023-09-07, số thì không đặt trong dấu nháy.",
            C::UnknownSchema => "Tệp theo một phiên bản định dạng mà chương trình này chưa biết. Có thể tệp được viết bằng bản caitien mới hơn.",
            C::InvalidPeriod => "Mục period không phải năm học hay giai đoạn. Một năm học viết `2023-2024`; một giai đoạn dài hơn viết `2024-2029`.",
            C::InvalidSchoolId => "Mã trường chỉ gồm chữ thường không dấu, chữ số và gạch nối. Mã này cũng là tên thư mục của trường; tên đầy đủ ghi trong school.toml.",
            C::SchoolFolder => "Mã trường ghi trong tệp khác với tên thư mục. Một trong hai chỗ sai: có thể tệp được chép từ trường khác sang.",
            C::PeriodFolder => "Năm học ghi trong tệp khác với tên thư mục. Thường là do chép kế hoạch năm trước mà quên sửa mục period.",
            C::UnknownCatalog => "Không có bộ tiêu chí nào mang tên này. Mỗi bộ là một bản của thông tư, vì cùng số 3.2 mà ba bản nói ba việc khác nhau; kho có thể thêm bộ riêng trong thư mục catalogs.",
            C::CatalogNotInForce => "Bộ tiêu chí không có hiệu lực khi lập kế hoạch. Quy định năm 2018 được sửa từ 25/01/2025 và thay thế từ 07/7/2026; dùng nhầm bản thì số tiêu chí chỉ sai nội dung.",
            C::DateOutsidePeriod => "Ngày của kế hoạch nằm ngoài thời gian của kế hoạch. Thường là gõ nhầm năm.",
            C::NumberSpacing => "Số, ký hiệu văn bản có khoảng trắng. Theo Nghị định 30/2020/NĐ-CP, số và ký hiệu viết liền, ngăn bằng dấu gạch chéo.",
            C::Misplaced => "Một tiêu đề đặt không đúng chỗ. Tiêu chuẩn (###) phải nằm trong phần nội dung, tiêu chí (####) nằm dưới tiêu chuẩn; nếu không thì chương trình không nhận ra.",
            C::NotFormatted => "Tệp chưa được định dạng lại vì có nguy cơ mất chữ. Chương trình thà để nguyên tệp còn hơn làm mất một từ.",
            C::MissingContent => "Kế hoạch chưa có phần nội dung cải tiến. Đó là phần chứa tiêu chuẩn, tiêu chí, điểm yếu, giải pháp; không có nó thì không có gì để thực hiện.",
            C::MissingSection => "Thiếu một phần mà mẫu kế hoạch yêu cầu. Mẫu năm 2018 có bốn phần, mẫu năm 2026 có tám phần; phần được nhận ra theo tên chứ không theo số La Mã.",
            C::DuplicateSection => "Một phần xuất hiện hai lần. Nếu hai phần cùng nội dung thì gộp lại; nếu khác thì đặt tên khác nhau.",
            C::UnknownStandard => "Bộ tiêu chí đã chọn không có tiêu chuẩn này. Kiểm tra lại số tiêu chuẩn và mục catalog.",
            C::UnknownCriterion => "Bộ tiêu chí đã chọn không có tiêu chí này. Kiểm tra lại số tiêu chí và mục catalog: từ năm 2025 tiêu chuẩn 3 chỉ còn ba tiêu chí.",
            C::WrongName => "Tên tiêu chuẩn hoặc tiêu chí khác với thông tư. Chữ hoa, dấu câu không tính; nếu khác hẳn thì có thể số bị ghi nhầm.",
            C::WrongStandard => "Tiêu chí đặt dưới tiêu chuẩn khác. Số đứng trước dấu chấm của tiêu chí chính là số tiêu chuẩn.",
            C::DuplicateCriterion => "Một tiêu chí xuất hiện hai lần. Khi bảng được chia theo mức thì mỗi chỗ ghi rõ mức của mình; nếu không, nên gộp làm một.",
            C::DuplicateStandard => "Một tiêu chuẩn xuất hiện hai lần. Khi bảng được chia theo mức thì ghi mức cho từng tiêu chí; nếu không, nên gộp làm một.",
            C::EmptyCriterion => "Tiêu chí chưa có nội dung gì. Viết nội dung, hoặc bỏ tiêu đề này đi.",
            C::UnknownLevel => "Mức ghi cho tiêu chí không đọc được hoặc tiêu chí không có mức đó. Từ năm 2026 chỉ còn mức 1 và mức 2.",
            C::CoversEverything => "Kế hoạch đưa vào tất cả các tiêu chí. Mẫu năm 2026 yêu cầu chỉ chọn những vấn đề trọng tâm cần cải tiến trong năm.",
            C::WeaknessWithoutAction => "Có điểm yếu mà không có giải pháp. Kế hoạch cải tiến phải nêu việc sẽ làm cho từng điểm yếu; nếu năm nay chưa làm được, hãy nêu việc chuẩn bị.",
            C::WeaknessWithoutTarget => "Có điểm yếu mà không có kết quả cần đạt. Không nêu kết quả thì cuối năm không biết đã khắc phục được đến đâu.",
            C::ActionWithoutLead => "Giải pháp chưa có người chủ trì. Việc không có người phụ trách thường không được làm; ghi chức danh là đủ, không cần tên riêng.",
            C::ActionWithoutDeadline => "Giải pháp chưa có thời gian thực hiện. Ghi tháng, học kỳ, năm học hoặc hạn hoàn thành đều được.",
            C::ScheduleOutsidePeriod => "Thời gian của giải pháp nằm ngoài thời gian của kế hoạch. Có thể là sót lại từ kế hoạch năm trước, hoặc là việc của năm khác.",
            C::ScheduleReversed => "Thời gian kết thúc đến trước thời gian bắt đầu. Thường là gõ nhầm năm.",
            C::UnreadableSchedule => "Chương trình chưa hiểu thời gian này. Chữ vẫn được giữ nguyên, nhưng không theo dõi hạn được.",
            C::UnmeasurableTarget => "Kết quả cần đạt chưa nêu con số hay tình trạng kiểm tra được. Nên viết sao cho cuối năm ai cũng trả lời được: đạt hay chưa đạt.",
            C::Undecided => "Giá trị này được `new --from` chuyển từ kế hoạch năm trước sang và đánh dấu, vì thời gian, kinh phí, mức phải được quyết định lại mỗi năm. Chưa quyết thì chưa phê duyệt được.",
            C::UnreadableMoney => "Số tiền không đọc được. Dấu chấm ngăn từng ba chữ số; không có chi phí thì ghi “Không”, chỉ biết nguồn thì ghi nguồn.",
            C::MalformedEvidence => "Mã minh chứng không đúng mẫu. Theo quy định năm 2018: [H1-1.5-03] (hộp, tiêu chí, số thứ tự hai chữ số); từ năm 2026: MC.1.5.03.",
            C::CopiedWeakness => "Một điểm yếu và giải pháp cho nó giữ nguyên câu chữ qua nhiều kế hoạch. Chỉ khác mã, ngày tháng, năm học, dấu câu (và con số trong giải pháp) thì vẫn là chép lại; điểm yếu có số liệu mới, giải pháp viết lại, hoặc đã ghi tiến độ ở năm trước thì không tính. Cách làm cũ chưa giải quyết được: hãy ghi số liệu năm nay, đổi giải pháp, hoặc ghi tiến độ bằng progress.toml của năm trước.",
            C::CopiedCriterion => "Mọi mục của một tiêu chí chép nguyên từ kế hoạch năm trước. Điểm yếu, kết quả cần đạt, chỉ số, giải pháp và các dòng con đều như cũ, chỉ khác mã, ngày tháng, năm học. Nhiệm vụ chung năm nào cũng ghi (duy trì, tăng cường…) và điểm mạnh không tính; kế hoạch nhiều năm không so với kế hoạch từng năm nằm trong nó.",
            C::CopiedPlan => "Từ một nửa số tiêu chí của kế hoạch chép nguyên từ năm trước. Nên rà lại từng tiêu chí với kết quả năm trước: việc nào xong thì bỏ, việc nào chưa xong thì nói rõ vì sao và làm khác đi. Xem từng chỗ bằng `caitien diff`.",
            C::OtherSchool => "Nhắc tên một trường khác ở chỗ cần tên trường mình. Lỗi này hay gặp khi lấy kế hoạch của trường bạn làm mẫu. Giao lưu, phối hợp, học tập, chuyển cấp, sáp nhập với trường khác thì không tính.",
            C::OtherPlace => "Nhắc cơ quan của một xã, phường khác, là nơi của một trường khác trong kho. Có thể còn sót từ kế hoạch được chép; trường phối hợp với hai xã thì bỏ qua.",
            C::OtherSchoolYear => "Nhắc đến một năm học khác ở chỗ có vẻ muốn nói năm học của kế hoạch này. Lỗi này hay gặp khi chép kế hoạch năm trước; kết quả năm trước, văn bản, giai đoạn thì không tính.",
            C::NotNfc => "Chữ có dấu được gõ theo nhiều kiểu mã khác nhau. Mắt nhìn giống nhau nhưng máy tính thấy khác, nên tìm kiếm và so sánh sẽ sót; `caitien format` sửa được mà không đổi nội dung.",
            C::InvisibleCharacter => "Có ký tự không nhìn thấy được lẫn trong chữ. Thường theo từ trang web hoặc Word sang; chúng làm cho tìm kiếm và so sánh sai.",
            C::BidiControl => "Có ký tự đảo chiều hiển thị của chữ. Người đọc sẽ thấy khác với chữ thật trong tệp, nên không thể phê duyệt.",
            C::LostCharacter => "Có chữ đã mất khi chuyển từ bảng mã khác sang. Chữ mất không tự khôi phục được; hãy gõ lại theo bản gốc.",
            C::LegacyEncoding => "Một dòng có vẻ gõ bằng bảng mã cũ như VNI hay TCVN3. Thường là phần đầu trang, nơi nhận chép từ mẫu cũ; hãy gõ lại bằng Unicode.",
            C::OthersPart => "Một chỗ vừa sửa, chưa lưu, thuộc phần đã phân công cho người khác soạn (`standards`, `criteria` trong school.toml, do `caitien assign` ghi). Người soạn phần ấy có thể không biết. Nếu đã được nhờ thì cứ lưu; nếu chưa, hãy báo cho người ấy một câu, hoặc góp ý thay vì sửa. Hiệu trưởng và phó hiệu trưởng không bị nhắc.",
            C::MergeConflict => "Hai người sửa cùng một chỗ, chưa ai chọn. Khi gộp, kế hoạch giữ chữ của bản này ở chỗ của nó và ghi chữ của bản kia ngay sau, trong dòng bắt đầu bằng `[XUNG ĐỘT]`. Chọn một, sửa thành chữ muốn giữ, rồi xóa cả dòng `[XUNG ĐỘT]`.",
            C::MalformedId => "Mã trong `{#…}` không đúng mẫu. Không cần tự viết mã: `caitien format` sẽ đặt.",
            C::DuplicateId => "Hai mục mang cùng một mã. Mã giúp theo dõi một điểm yếu qua các năm, nên mỗi mục một mã; mục mới chỉ cần xóa mã đi.",
            C::WrongIdKind => "Chữ đầu của mã không hợp với loại mục. w là điểm yếu, t là kết quả cần đạt, m là chỉ số, a là giải pháp.",
            C::IdFromLater => "Năm trong mã muộn hơn năm của kế hoạch. Năm trong mã là năm mục này được ghi lần đầu, nên không thể muộn hơn.",
            C::ReusedId => "Mã này ở kế hoạch đã duyệt trước thuộc về một việc khác hẳn. Mã theo một việc suốt đời; dùng lại cho việc khác thì lịch sử sẽ sai.",
            C::MissingId => "Có mục chưa có mã. Chạy `caitien format` là được; nhờ mã mà biết một điểm yếu còn lại bao nhiêu năm.",
            C::UnaccountedWeakness => "Một điểm yếu của kế hoạch đã duyệt trước biến mất mà không có lời giải thích. Hoặc chép lại vào kế hoạch này, hoặc giải trình bằng `caitien account`: đã khắc phục, hay thôi không theo dõi và vì sao. Chưa giải trình thì chưa phê duyệt được.",
            C::UnexplainedWeakness => "Một điểm yếu của kế hoạch trước không còn trong kế hoạch đang lập, và không nơi nào nói vì sao. Kế hoạch trước chưa được duyệt nên đây chỉ là lời nhắc; người đọc sau này vẫn sẽ hỏi.",
            C::RecordWithoutPlan => "Một ghi nhận trong continuity.toml nói về năm học mà trường không có kế hoạch. Ghi nhận ấy không có tác dụng; thường là gõ nhầm năm.",
            C::RecordWithoutItem => "Một ghi nhận trong continuity.toml nói về mã mà kế hoạch năm ấy không có. Ghi nhận ấy không có tác dụng; thường là gõ nhầm mã, hoặc mục đã bị xóa.",
            C::ContradictedAccount => "continuity.toml giải trình rằng điểm yếu không còn, trong khi kế hoạch sau vẫn nêu nó. So sánh tin vào kế hoạch: điểm yếu vẫn tính là còn tồn tại.",
            C::EmptyFile => "Tệp không có nội dung. Có thể chưa viết, hoặc bị lỗi khi chép.",
            C::BinaryFile => "Tệp không phải văn bản. Tệp Word hay PDF thì dùng `caitien import` để chuyển.",
            C::InvalidUtf8 => "Tệp không theo bảng mã UTF-8. Mở bằng trình soạn thảo rồi lưu lại với UTF-8.",
            C::FileTooLarge => "Tệp quá lớn để là một kế hoạch. Kế hoạch thường vài chục KB; có thể ảnh hay tệp khác bị đặt nhầm tên.",
            C::UnreadableFile => "Không mở được tệp để đọc. Kiểm tra quyền truy cập, hoặc tệp đang bị khóa.",
            C::InvalidFile => "Tệp thiết lập, hồ sơ trường, tiến độ, ghi nhận qua các năm hoặc bộ tiêu chí viết sai. Câu báo lỗi kèm theo chỉ đúng chỗ sai.",
            C::UnknownCode => "caitien.toml tắt một mã kiểm tra không tồn tại. Thường là gõ nhầm; xem danh sách bằng `caitien explain`.",
            C::MissingReason => "Tắt một nhắc nhở mà không nêu lý do. Người sau cần biết vì sao; chưa có lý do thì nhắc nhở vẫn bật.",
            C::DuplicatePerson => "Hai người, hoặc hai cơ quan, dùng chung một mã. Quyền và chữ ký gắn với mã, nên mỗi người một mã riêng.",
            C::NoPrincipal => "Hồ sơ trường chưa khai báo hiệu trưởng. Không có hiệu trưởng thì không ai phê duyệt được.",
            C::UnknownItem => "Tiến độ ghi cho một mục không có trong kế hoạch. Có thể mã gõ nhầm, hoặc mục đã bị xóa.",
            C::UnregisteredEvidence => "Mã minh chứng được nhắc đến (trong kế hoạch, tiến độ hay lời giải trình) mà danh mục evidence.toml của năm học không có. Chỉ nhắc khi trường có lập danh mục. Thêm minh chứng vào danh mục, hoặc sửa mã gõ nhầm.",
            C::DuplicateEvidence => "Hai minh chứng khác nhau mang cùng một mã, thường do hai người thêm cùng lúc. Đổi mã của một bên; nếu là bản mới của cùng minh chứng thì thêm bằng `evidence add … --replace`.",
            C::OwnVerification => "Lời xác nhận do chính người báo đã xong ghi. Lời ấy không có tác dụng: mục vẫn tính là chờ người khác xác nhận.",
            C::StrayReference => "Lời xác nhận, trả lời kiến nghị hay bản thay minh chứng chỉ vào một đoạn ghi bằng dấu của nó, mà không đoạn nào trong tệp có dấu ấy: đoạn cũ đã bị sửa tay hoặc bị xóa. Lời ấy không có tác dụng.",
            C::UnknownPerson => "Người ghi (tiến độ, liên kết hay giải trình) không có trong school.toml. Thêm người đó vào hồ sơ trường, hoặc sửa mục by.",
            C::UnknownComment => "Lời đáp hoặc lời khép nói về một góp ý không có trong thư mục reviews của kế hoạch. Thường là tệp góp ý đã bị xóa hoặc chưa gộp về; khi góp ý trở lại thì lời này có tác dụng.",
            C::OpenComment => "Có góp ý chưa ai khép lại. Điều này không chặn gì, trừ khi caitien.toml đòi `no-open-comments` trước khi phê duyệt.",
        }
        .into()
    }
}
